a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b), a & {9},
    len(a | set()))
print(a <= b, {1, 2} <= a, {1, 2} < a, a < a, a >= {1}, a > a, a == {4, 3, 2, 1}, a != b,
    set() <= a, {1} == {1.0}, {1} == [1])
c = a
c |= {10}
c &= {1, 2, 10, 11}
c -= {2}
c ^= {1, 7}
print(sorted(c), c is a)
for f in (lambda: a | [1], lambda: a & 5, lambda: a - "x", lambda: a + a, lambda: a < [1],
    lambda: a[0]):
    try:
        f()
    except TypeError as error:
        print(error)
