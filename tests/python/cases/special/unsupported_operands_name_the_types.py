class A: pass
class B:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented

a, b = A(), B()
calls = [
    lambda: a + 1, lambda: 1 + a, lambda: a + b, lambda: b + a, lambda: b + b, lambda: a - b,
    lambda: a * "x", lambda: "x" * a, lambda: [1] * a, lambda: a ** 2, lambda: pow(a, 2, 3),
    lambda: divmod(a, 1), lambda: a @ b, lambda: a << 1, lambda: a & a, lambda: "s" + a,
    lambda: [] + a, lambda: () + a, lambda: b < b, lambda: b > 1, lambda: a <= "s",
    lambda: "%d" % a, lambda: a % 3,
]
for call in calls:
    try:
        print(call())
    except TypeError as error:
        print(error)
try:
    a += 1
except TypeError as error:
    print(error)
try:
    a //= b
except TypeError as error:
    print(error)
try:
    a **= 2
except TypeError as error:
    print(error)
