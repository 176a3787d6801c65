class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        print("add")
        return Money(self.cents + other)

    def __imul__(self, factor):
        print("imul")
        self.cents *= factor
        return self

    def __isub__(self, other):
        print("isub")
        return NotImplemented

    def __sub__(self, other):
        print("sub")
        return Money(self.cents - other)

    def __repr__(self):
        return f"Money({self.cents})"


a = b = Money(5)
a += 3
print(a, b, a is b)
b *= 4
print(b)
c = b
c *= 2
print(b, c is b)
c -= 1
print(c, b)
try:
    c /= 2
except TypeError as error:
    print(error)
try:
    c **= 2
except TypeError as error:
    print(error)
box = {"m": a, "l": [1]}
box["m"] += 1
box["l"] += (2, 3)
box["l"] *= 2
print(box)
frozen = ([1],)
try:
    frozen[0] += [2]
except TypeError as error:
    print(error, frozen)
