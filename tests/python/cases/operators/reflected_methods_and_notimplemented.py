class Left:
    def __init__(self, answers):
        self.answers = answers

    def __add__(self, other):
        print("Left.__add__", type(other).__name__)
        return "left" if self.answers else NotImplemented

    def __lt__(self, other):
        print("Left.__lt__")
        return NotImplemented

    def __eq__(self, other):
        print("Left.__eq__")
        return NotImplemented


class Right:
    def __radd__(self, other):
        print("Right.__radd__", type(other).__name__)
        return "right"

    def __gt__(self, other):
        print("Right.__gt__")
        return "greater"


class Derived(Left):
    def __radd__(self, other):
        print("Derived.__radd__")
        return "derived"


print(Left(True) + Right())
print(Left(False) + Right())
print(Left(True) + Derived(True))
print(3 + Derived(True))
print(Left(True) < Right())
print(Left(True) == Right(), Left(True) != Right())
for other in (1, Left(False)):
    try:
        Left(False) + other
    except TypeError as error:
        print(error)
try:
    Left(True) < Left(True)
except TypeError as error:
    print(error)
