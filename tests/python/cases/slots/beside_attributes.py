import copy


class Point:
    __slots__ = ("x", "y")


class Named(Point):
    def __init__(self, name):
        self.name = name
        self.x = 1


class Mixed(Named):
    __slots__ = ("z", "__private")

    def __init__(self):
        super().__init__("mixed")
        self.z = 3
        self.__private = 4

    def private(self):
        return self.__private


n = Named("n")
print(vars(n), n.x, hasattr(n, "y"))
n.__dict__["x"] = "hidden"
print(n.x, sorted(n.__dict__))
n.__dict__ = {"y": "hidden too", "a": 5}
print(n.x, n.a, hasattr(n, "y"), hasattr(n, "name"))
del n.x
for action in (lambda: n.x, lambda: delattr(n, "x"), lambda: delattr(n, "nothing")):
    try:
        action()
    except AttributeError as error:
        print(error)
m = Mixed()
m.y = [1]
again, deep = copy.copy(m), copy.deepcopy(m)
print(vars(m), m.z, m.private(), again.y is m.y, deep.y == m.y, deep.y is m.y, vars(deep))
print(again.private(), again.x, deep.name)
vars(m).clear()
print(m.x, m.z, vars(m), hasattr(m, "name"))
m.__class__ = Mixed
print(type(m).__name__)


class Numbers(list):
    __slots__ = ("unit",)


class Open(Numbers):
    pass


o = Open([1, 2])
o.unit = "m"
o.other = 1
print(o, o.unit, vars(o), len(o))
