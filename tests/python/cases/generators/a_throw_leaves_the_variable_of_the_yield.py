def unbound():
    try:
        got = yield 1
    except KeyError:
        pass
    try:
        print(got)
    except NameError as error:
        print(error)


def bound():
    got = "old"
    for _ in range(2):
        try:
            got = yield got
        except KeyError as error:
            print("caught", error)
    print(got)


for make in (unbound, bound):
    generator = make()
    print(next(generator))
    try:
        print(generator.throw(KeyError("k")))
        print(generator.send("new"))
    except StopIteration as error:
        print("stopped", error.value)
