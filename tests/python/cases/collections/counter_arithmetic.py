from collections import Counter

a = Counter(x=4, y=2, z=0, w=-2)
b = Counter(x=1, y=2, z=3, v=5)
print(a + b)
print(a - b)
print(a & b)
print(a | b)
print(+a, -a)
c = a.copy()
c += b
print(c)
c = a.copy()
c -= b
print(c)
c = a.copy()
c &= b
print(c)
c = a.copy()
c |= b
print(c)
print(type(a + b).__name__, a, b)
for operation in (lambda: a + {"x": 1}, lambda: a - 1, lambda: a & {"x": 1}):
    try:
        operation()
    except TypeError:
        print("only with counters")
print(sum([Counter("ab"), Counter("bc")], Counter()))
