def plain():
    yield 1
def handling():
    try:
        raise KeyError("own")
    except KeyError:
        yield 1
def outer(inner):
    try:
        raise OSError("outer")
    except OSError:
        yield from inner
def outer_plain(inner):
    yield from inner
def throw(make, error):
    i = make()
    next(i)
    try:
        i.throw(error)
    except Exception as e:
        chain = []
        while e:
            chain.append(repr(e)); e = e.__context__
        return chain
def case(make):
    print(throw(make, ValueError("v")))
    try:
        raise IndexError("caller")
    except IndexError as c:
        print(throw(make, ValueError("v")))
        print(throw(make, c))
for make in (plain, handling, lambda: outer(plain()), lambda: outer(handling()), lambda: outer_plain(handling()), lambda: outer_plain(plain()),
   lambda: outer(iter([1,2])), lambda: outer_plain(iter([1,2]))):
    case(make)


def fresh():
    yield 1


def throw_into_one_that_does_not_run(generator):
    try:
        generator.throw(ValueError("thrown"))
    except ValueError as error:
        return repr(error), repr(error.__context__)


try:
    [][0]
except IndexError:
    print(throw_into_one_that_does_not_run(fresh()))
    ended = fresh()
    list(ended)
    print(throw_into_one_that_does_not_run(ended))
    try:
        raise KeyError("new")
    except KeyError as error:
        print(repr(error.__context__))
