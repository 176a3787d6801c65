from functools import singledispatchmethod


class Formatter:
    def __init__(self, prefix):
        self.prefix = prefix

    @singledispatchmethod
    def format(self, value):
        return f"{self.prefix}?{value}"

    @format.register(int)
    def _(self, value):
        return f"{self.prefix}i{value}"

    @format.register(list)
    def _(self, value):
        return [self.format(item) for item in value]

    @singledispatchmethod
    @classmethod
    def make(cls, value):
        raise NotImplementedError("cannot make")

    @make.register(str)
    @classmethod
    def _(cls, value):
        return cls(value).format(1)


f = Formatter(">")
print(f.format(1), f.format("a"), f.format([1, "b", [2.5]]), f.format(True))
print(Formatter.make("#"))
try:
    Formatter.make(5)
except NotImplementedError as e:
    print(e)
