def average():
    total = count = 0
    value = None
    while True:
        received = yield value
        if received is None:
            break
        total += received
        count += 1
        value = total / count
    return total, count

a = average()
print(next(a), a.send(10), a.send(20), a.send(3))
try:
    a.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    a.send(1)
except StopIteration as stop:
    print("finished", stop.value)
b = average()
try:
    b.send(5)
except TypeError as error:
    print(error)
print(b.send(None), b.send(4))

def echo():
    x = yield
    while x != "stop":
        x = yield f"echo {x}" if x else "nothing"
e = echo()
next(e)
print(e.send("a"), next(e), e.send(""), e.send(0))
try:
    e.send("stop")
except StopIteration as stop:
    print(repr(stop.value))
