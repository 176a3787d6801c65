def gen(name):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print(name, "exits")
        raise
    finally:
        print(name, "cleans up")


one = gen("one")
print(next(one), one.close(), one.close(), list(one))
two = gen("two")
print(two.close(), list(two))


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("no")
            break
    yield "more"


three = stubborn()
next(three)
try:
    three.close()
except RuntimeError as error:
    print(error)
print(list(three))
