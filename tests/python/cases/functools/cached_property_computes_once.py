from functools import cached_property


class Data:
    def __init__(self, values):
        self.values = values
        self.computed = 0

    @cached_property
    def total(self):
        """The sum."""
        self.computed += 1
        return sum(self.values)


d = Data([1, 2, 3])
print(d.total, d.total, d.computed, "total" in d.__dict__)
d.values = [10]
print(d.total)
del d.total
print(d.total, d.computed)
d.total = 99
print(d.total, Data([5]).total, Data.total.__doc__, Data.total.attrname)


class Child(Data):
    @cached_property
    def mean(self):
        return self.total / len(self.values)


c = Child([2, 4])
print(c.mean, c.computed, sorted(c.__dict__))


class Slots:
    __slots__ = ("x",)

    @cached_property
    def p(self):
        return 1


try:
    Slots().p
except TypeError as e:
    print(e)


class Failing:
    @cached_property
    def value(self):
        raise AttributeError("inner")


try:
    Failing().value
except AttributeError as e:
    print(e)
