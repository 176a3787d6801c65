from itertools import count, cycle, repeat

c = count()
print(next(c), next(c), next(c), c)
c = count(10, 3)
print([next(c) for _ in range(4)], c)
print(count(5), count(5, 1), count(0.5), count(1, 0.25), count(-3, -2), count(10**20), count(2, step=7), count(start=3))
c = count(0.5, 0.25)
print([next(c) for _ in range(3)])
big = count(2**63 - 2)
print([next(big) for _ in range(4)])
print(list(zip(count(1), "abc")), dict(zip("abc", count(0, 10))))
for number in count(3, -1):
    if number < 0:
        break
    print(number, end=" ")
print()
colours = cycle(["r", "g", "b"])
print([next(colours) for _ in range(7)], list(cycle([])), list(zip(range(5), cycle("xy"))))
print(list(repeat("a", 3)), list(repeat(1, 0)), list(repeat(1, -5)), repeat("a", 3), repeat([1]))
r = repeat(None, 2)
print(next(r), r, next(r), r, next(r, "end"), r)
print(list(map(pow, range(5), repeat(2))), list(zip("ab", repeat(0))), list(repeat(object="x", times=2)))
for make in (lambda: count("a"), lambda: count(1, None), lambda: repeat(1, "x"), lambda: cycle(5)):
    try:
        make()
    except TypeError as e:
        print(e)
