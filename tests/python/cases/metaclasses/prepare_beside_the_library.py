import math
import random
from collections import Counter, deque


class Ordered(dict):
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            order.append(key)
        super().__setitem__(key, value)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **keywords):
        return Ordered()

    def __new__(mcs, name, bases, namespace):
        return super().__new__(mcs, name, bases, dict(namespace))


order = []


class Circle(metaclass=Meta):
    tau = 2 * math.pi
    choice = random.Random(1).choice("abc")
    history = deque([1], maxlen=2)
    counted = Counter("aab")

    def area(self):
        return math.floor(self.tau)


print(order, Circle.tau, Circle.choice, Circle.history, Circle.counted, Circle().area())
