class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    def __eq__(self, other):
        if isinstance(other, Celsius):
            return self.degrees == other.degrees
        if isinstance(other, (int, float)):
            return self.degrees == other
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, Celsius):
            return self.degrees < other.degrees
        return NotImplemented

c = Celsius(20)
print(c == Celsius(20), c == 20, 20 == c, c == "20", c != 20, c != "x", 20.0 == c)
print(c < Celsius(21), Celsius(21) > c, c > Celsius(19))
for call in [lambda: c < 5, lambda: 5 < c, lambda: c > "x", lambda: c <= c]:
    try:
        print(call())
    except TypeError as error:
        print(error)
print([Celsius(1), Celsius(2)] == [1, 2], (1, c) == (1, 20), c in [1, 20])
print([t.degrees for t in sorted([Celsius(3), Celsius(1), Celsius(2)])])
