from itertools import tee

a, b = tee(iter([1, 2, 3]))
print(next(a), next(a), next(b), list(a), list(b), list(a))
one, two, three = tee("xyz", 3)
print(list(one), list(two), next(three), list(three))
print(tee([], 0), len(tee([1], 5)), len(tee([1], 1)))


def noisy():
    for n in range(3):
        print("made", n)
        yield n


left, right = tee(noisy())
print(next(left))
print(next(right))
print(next(left), next(right), list(left), list(right))
a, b = tee(range(5))
next(b)
print(list(zip(a, b)))
try:
    tee([1], -1)
except ValueError as e:
    print(e)
try:
    tee(5)
except TypeError as e:
    print(e)
x, y = tee(range(1000))
print(sum(x), sum(y))
p, q = tee(tee([1, 2])[0])
print(list(p), list(q))
