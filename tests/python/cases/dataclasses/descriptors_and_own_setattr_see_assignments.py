from dataclasses import dataclass, field


class Logged:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return 7
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        print("set", self.name, value)
        setattr(instance, self.name, int(value))


@dataclass
class Item:
    count: int = Logged()
    label: str = "l"


print(Item(), Item("3"))
item = Item(5)
item.count = "9"
print(item.count, item)


@dataclass
class Watched:
    x: int
    y: int = 2

    def __setattr__(self, name, value):
        print("setting", name, value)
        super().__setattr__(name, value)


w = Watched(1)
w.x = 5
print(w)


@dataclass
class Checked:
    low: int
    high: int

    def __post_init__(self):
        if self.low > self.high:
            self.low, self.high = self.high, self.low


print(Checked(5, 1))


@dataclass(frozen=True)
class Derived:
    a: int
    b: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "b", self.a * 2)


print(Derived(4), hash(Derived(4)) == hash((4, 8)), {Derived(1): "x"}[Derived(1)])


@dataclass(slots=True, frozen=True)
class Tight:
    a: int
    b: str = "b"


t = Tight(1)
print(t, Tight.__slots__)
for action in (lambda: setattr(t, "a", 2),):
    try:
        action()
    except AttributeError as error:
        print(type(error).__name__)
