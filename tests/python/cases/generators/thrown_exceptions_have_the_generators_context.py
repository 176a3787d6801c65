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
