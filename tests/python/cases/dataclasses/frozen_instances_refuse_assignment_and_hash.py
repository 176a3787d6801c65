from dataclasses import dataclass, FrozenInstanceError, field


@dataclass(frozen=True)
class Key:
    name: str
    number: int = 0


k = Key("a", 1)
print(k, hash(k) == hash(Key("a", 1)), k == Key("a", 1), hash(k) == hash(("a", 1)))
print({Key("a"): 1, Key("b"): 2}[Key("b")], len({Key("a"), Key("a"), Key("b")}))
for action in (
    lambda: setattr(k, "name", "z"),
    lambda: setattr(k, "other", "z"),
    lambda: delattr(k, "name"),
    lambda: delattr(k, "other"),
):
    try:
        action()
    except FrozenInstanceError as error:
        print(type(error).__name__, error, isinstance(error, AttributeError))
try:
    k.name = 3
except AttributeError as error:
    print(error)


@dataclass(frozen=True)
class Sub(Key):
    extra: list = field(default_factory=list, hash=False)


s = Sub("a", 2, [1])
s.extra.append(2)
print(s, hash(s) == hash(("a", 2)))

try:

    @dataclass
    class Thawed(Key):
        z: int = 0

except TypeError as error:
    print(error)


@dataclass
class Plain:
    x: int = 0


try:

    @dataclass(frozen=True)
    class Ice(Plain):
        z: int = 0

except TypeError as error:
    print(error)
try:

    @dataclass(frozen=True)
    class Own:
        x: int = 0

        def __setattr__(self, name, value):
            pass

except TypeError as error:
    print(error)
