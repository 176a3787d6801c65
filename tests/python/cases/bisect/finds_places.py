import bisect
from bisect import bisect_left, bisect_right

a = [1, 2, 2, 2, 5, 8]
for x in (0, 1, 2, 3, 5, 8, 9, 2.5):
    print(x, bisect_left(a, x), bisect_right(a, x), bisect.bisect(a, x))
print(bisect_left([], 1), bisect_right([], 1), bisect_left("abcx", "c"), bisect_left((1, 3), 2))
print(bisect_left(a, 2, 2), bisect_right(a, 2, 0, 2), bisect_left(a, 2, 4), bisect_left(a, 9, 1, 3))
print(bisect_left(a, 2, lo=1, hi=3), bisect_right(a, x=2, lo=1), bisect_left(range(0, 100, 5), 42))


def grade(score):
    return "FDCBA"[bisect.bisect([60, 70, 80, 90], score)]


print([grade(score) for score in [33, 99, 77, 70, 89, 90, 100, 60]])
rows = [("red", 5), ("blue", 1), ("yellow", 8), ("black", 0)]
rows.sort(key=lambda r: r[1])
print(bisect_left(rows, 5, key=lambda r: r[1]), bisect_right(rows, 4, key=lambda r: r[1]))
print(bisect_left([5, 3, 1], -3, key=lambda v: -v), bisect_right([5, 3, 3, 1], -3, key=lambda v: -v))
print(bisect_left([(1, "a"), (1, "b"), (2, "a")], (1, "b")), bisect_left([[1], [2]], [1, 5]))
try:
    bisect_left(a, 2, -1)
except ValueError as e:
    print(e)
try:
    bisect_left(a, "x")
except TypeError as e:
    print(e)
try:
    bisect_right(a, "x")
except TypeError as e:
    print(e)
