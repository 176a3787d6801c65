import functools
import operator
from enum import Flag, IntFlag, auto


class Right(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    NONE = 0
    EDIT = READ | WRITE


x = Right.READ
x |= Right.RUN
print(x, repr(x), x.value)
x &= ~Right.READ
print(x, x ^ Right.RUN, repr(x ^ Right.RUN), bool(Right.NONE), Right.NONE.name)
print(functools.reduce(operator.or_, Right), functools.reduce(operator.or_, [Right.READ, Right.WRITE]))
print(list(Right), list(Right.EDIT | Right.RUN), len(Right), Right.EDIT in Right(7), list(Right.NONE))
print([right.name for right in Right if right & Right.EDIT], {Right.READ: "r"}[Right(1)])


def allowed(have, need):
    return have & need == need


print(allowed(Right.EDIT, Right.READ), allowed(Right.READ, Right.EDIT), allowed(Right(7), Right(5)))


class Mode(IntFlag):
    OWNER = 0o700
    GROUP = 0o070


print(oct(Mode.OWNER | Mode.GROUP), Mode.OWNER & 0o400, 0o1 | Mode.GROUP, Mode(0o770) == 0o770)
match x:
    case Right.READ:
        print("read")
    case Right.RUN:
        print("run")
