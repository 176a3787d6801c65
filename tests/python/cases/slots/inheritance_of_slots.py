class Base:
    __slots__ = ["a"]

class Child(Base):
    __slots__ = ("b",)

class Open(Base):
    pass

class Single(Base):
    __slots__ = "c"

c, o, s = Child(), Open(), Single()
c.a, c.b = 1, 2
o.a, o.z = 3, 4
s.a, s.c = 5, 6
print(c.a, c.b, o.a, o.z, vars(o), s.a, s.c)
for obj in (c, s):
    try:
        obj.other = 1
    except AttributeError as error:
        print(error)

class Shadow:
    __slots__ = ()
    value = 10
sh = Shadow()
print(sh.value)
try:
    sh.value = 5
except AttributeError as error:
    print(error)
try:
    class Conflict:
        __slots__ = ("x",)
        x = 1
except ValueError as error:
    print(error)
