def machine():
    state = "idle"
    try:
        while True:
            try:
                event = yield state
                print("got", event)
                state = {"start": "running", "stop": "idle"}.get(event, state)
            except ValueError as error:
                print("error", error)
                state = "failed"
    finally:
        print("closed in", state)
m = machine()
print(next(m), m.send("start"), m.send("?"), m.throw(ValueError("v")), m.send("stop"))
m.close()
m.close()
for action in (lambda: next(m), lambda: m.send(1), lambda: m.throw(KeyError("k")), lambda: machine().send(1)):
    try:
        action()
    except (StopIteration, KeyError, TypeError) as error:
        print(type(error).__name__, error)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
def answer():
    yield 1
    return "result"
def leaking():
    next(iter([]))
    yield
def outer():
    print("result of inner", (yield from answer()))
    print((yield from [10, 20]))
print(list(outer()))
try:
    next(leaking())
except RuntimeError as error:
    print(error, repr(error.__cause__))
