from abc import ABC, ABCMeta, abstractmethod


class Repository(ABC):
    def __init__(self):
        self.log = []

    @abstractmethod
    def load(self, key):
        raise NotImplementedError

    @property
    @abstractmethod
    def size(self): ...

    @size.setter
    @abstractmethod
    def size(self, value): ...

    def get(self, key, default=None):
        try:
            return self.load(key)
        except KeyError:
            self.log.append(key)
            return default


class Memory(Repository):
    def __init__(self, **items):
        super().__init__()
        self.items = items

    def load(self, key):
        return self.items[key]

    @property
    def size(self):
        return len(self.items)

    @size.setter
    def size(self, value):
        while len(self.items) > value:
            self.items.popitem()


m = Memory(a=1, b=2, c=3)
print(m.get("a"), m.get("z", 0), m.log, m.size)
m.size = 1
print(m.items, sorted(Repository.__abstractmethods__))


class Plugin(metaclass=ABCMeta):
    registry = {}

    def __init_subclass__(cls, name=None, **options):
        super().__init_subclass__(**options)
        Plugin.registry[name or cls.__name__.lower()] = cls

    @abstractmethod
    def run(self, x): ...


class Double(Plugin, name="twice"):
    def run(self, x):
        return x * 2


class Negate(Plugin):
    def run(self, x):
        return -x


print({name: plugin().run(4) for name, plugin in Plugin.registry.items()})


class Comparable(ABC):
    @abstractmethod
    def __lt__(self, other): ...

    @abstractmethod
    def __eq__(self, other): ...

    def __le__(self, other):
        return self < other or self == other


class Size(Comparable):
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return f"Size({self.n})"


print(Size(1) <= Size(1), Size(2) <= Size(1), sorted([Size(3), Size(1)]))


class Base(ABC):
    @abstractmethod
    def act(self):
        return "base"


class Half(Base):
    pass


class Full(Half):
    def act(self):
        return "full+" + super().act()


print(Full().act())
for cls in (Base, Half, Repository, Plugin):
    try:
        cls()
    except TypeError as error:
        print(str(error)[:36])
