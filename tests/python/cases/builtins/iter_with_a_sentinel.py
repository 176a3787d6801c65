def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


numbers = iter(range(10))
for n in iter(lambda: next(numbers), 4):
    print(n, end=" ")
print(next(numbers))
show(lambda: list(iter([1, 2, 3].pop, 1)))
show(lambda: iter(5, 1))
show(lambda: next(iter(lambda: 7, 8)))
show(lambda: next(iter(lambda: 8, 8), 'none'))
