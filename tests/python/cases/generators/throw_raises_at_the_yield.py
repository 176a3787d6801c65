def gen():
    while True:
        try:
            got = yield "waiting"
        except ValueError as error:
            got = yield f"caught {error}"
        print("resumed with", got)


one = gen()
print(next(one), one.throw(ValueError("a")), one.send(5), one.throw(ValueError, "b"))
try:
    one.throw(KeyError("k"))
except KeyError as error:
    print(repr(error), list(one))
fresh = gen()
try:
    fresh.throw(ValueError("early"))
except ValueError as error:
    print(error, list(fresh))
for args in ((5,), (int,), (ValueError("x"), 1)):
    try:
        one.throw(*args)
    except Exception as error:
        print(type(error).__name__, error)
