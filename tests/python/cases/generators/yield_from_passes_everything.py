def inner():
    try:
        x = yield "first"
        while True:
            try:
                x = yield f"got {x}"
                if x is None:
                    break
            except ValueError as error:
                x = f"error {error}"
        return "inner result"
    finally:
        print("inner cleanup")

def outer():
    result = yield from inner()
    print("result", result)
    yield "last"
    return "outer result"

o = outer()
print(next(o), o.send(1), o.send(2), o.throw(ValueError("v")), o.send(3))
print(next(o))
try:
    next(o)
except StopIteration as stop:
    print(stop.value)
o = outer()
next(o)
o.close()
o = outer()
next(o)
try:
    o.throw(KeyError("k"))
except KeyError as error:
    print("out", error)
