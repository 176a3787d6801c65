from abc import ABC, abstractmethod


class Stringy(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Stringy:
            return any("join" in base.__dict__ for base in other.__mro__)
        return NotImplemented


class Text(str):
    pass


print(issubclass(str, Stringy), isinstance(Text("x"), Stringy), isinstance(3, Stringy))
print("append" in list.__dict__, "__len__" in dict.__dict__, "__len__" in int.__dict__)
print(list.__hash__, dict.__hash__, set.__hash__, [].__hash__)


class Sequence(ABC):
    @abstractmethod
    def __len__(self): ...

    @abstractmethod
    def __getitem__(self, index): ...

    def __iter__(self):
        return (self[index] for index in range(len(self)))


Sequence.register(list)
Sequence.register(tuple)


class Countdown(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        return self.n - index


print(list(Countdown(3)), isinstance([], Sequence), isinstance((), Sequence), isinstance({}, Sequence))
print([isinstance(value, (int, Sequence)) for value in (1, [], "s", None)])


class Items(list, ABC):
    @abstractmethod
    def total(self): ...


print(Items([1, 2]))
