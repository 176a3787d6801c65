from operator import attrgetter, methodcaller


class Engine:
    def __init__(self, power):
        self.power = power


class Car:
    def __init__(self, name, power):
        self.name = name
        self.engine = Engine(power)

    def scaled(self, factor, offset=0):
        return self.engine.power * factor + offset


cars = [Car("b", 3), Car("a", 5), Car("c", 1)]
print([car.name for car in sorted(cars, key=attrgetter("name"))])
print([car.name for car in sorted(cars, key=attrgetter("engine.power"))])
print(attrgetter("name", "engine.power")(cars[0]), attrgetter("name"), attrgetter("a.b", "c"))
print(methodcaller("scaled", 2)(cars[0]), methodcaller("scaled", 2, offset=1)(cars[1]))
print(methodcaller("upper")("abc"), methodcaller("split", ",")("a,b"), methodcaller("join", ["x", "y"])("-"))
print(methodcaller("m"), methodcaller("m", 1, "b", k=2))
print(list(map(methodcaller("strip"), [" a ", "b "])))


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


show(attrgetter("nope"), cars[0])
show(attrgetter("engine.nope"), cars[0])
show(attrgetter, 5)
show(methodcaller, 5)
show(methodcaller("nope"), "abc")
