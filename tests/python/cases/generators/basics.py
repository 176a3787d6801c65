def count(n):
    print("start")
    for i in range(n):
        print("before", i)
        yield i
        print("after", i)
    print("end")

g = count(2)
print(type(g).__name__, g.__name__, iter(g) is g)
print(next(g))
print(next(g))
print(next(g, "done"), next(g, "still done"))
def empty():
    return
    yield
print(list(empty()), list(count(0)))
def one(): yield
print(list(one()), [x for x in one()], dict(zip("ab", count(2))))
print(list(zip(one(), "x")), tuple(map(str, one())), bool(one()))
