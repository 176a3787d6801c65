import abc, inspect
from dataclasses import dataclass


class O(abc.ABC):
    @abc.abstractmethod
    def __lt__(self, o):
        pass

    @abc.abstractmethod
    def __le__(self, o):
        pass


@dataclass(order=True)
class D(O):
    y: int


print(inspect.isabstract(D), D(1) < D(2))


from dataclasses import dataclass
from typing import Protocol


class P(Protocol):
    a: int


@dataclass
class C(P):
    a: int


print(C(5).a)


@dataclass
class D(P):
    def __init__(self, a):
        self.a = a * 2


print(D(5).a)


class E(P):
    def __init__(self, a):
        self.a = a


print(E(1).a)
