def echo():
    got = None
    while got != "stop":
        got = yield ("got", got)
    return "done"


gen = echo()
print(next(gen), gen.send(1), gen.send("x"), next(gen))
try:
    gen.send("stop")
except StopIteration as stop:
    print(stop.value)
try:
    gen.send(1)
except StopIteration as stop:
    print(stop.value)
try:
    echo().send(5)
except TypeError as error:
    print(error)
print(echo().send(None))
