import copy
from enum import Enum, member, nonmember, property as enum_property


class Kept(Enum):
    @member
    def function():
        return 1

    constant = nonmember(4)
    number = member(5)
    __private = 3
    last = 9

    def method(self):
        return self.__private


print(Kept.constant, Kept.number, [one.name for one in Kept], Kept.last.method())


class Ordered(Enum):
    _order_ = "A B"
    A = 1
    B = 2


class Ignoring(Enum):
    _ignore_ = "x y"
    x = 3
    y = 4
    Z = x + y


class Computed(Enum):
    A = 1

    @enum_property
    def tenfold(self):
        return self._value_ * 10


class Loud(Enum):
    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        print("made", cls.__name__, list(cls))


class Louder(Loud):
    ON = True
    OFF = False


class Clash(Enum):
    name = 1
    value = 2


print(list(Ordered), list(Ignoring), Computed.A.tenfold)
print(list(Clash), Clash.name, Clash.value.value, Clash.name.name)
print(copy.copy(Louder.ON) is Louder.ON, copy.deepcopy([Louder.OFF]))
try:

    class Wrong(Enum):
        _order_ = "B A"
        A = 1
        B = 2

except TypeError as error:
    print(error)
try:

    class Method(Enum):
        def act(self):
            pass

        act = 1

except TypeError as error:
    print(str(error)[:30])
