from dataclasses import dataclass, field, fields


@dataclass
class Base:
    x: int
    y: int = 10


@dataclass
class Child(Base):
    z: int = 20
    x: str = "replaced"


@dataclass
class KeywordBase:
    name: str = field(default="n", kw_only=True)


@dataclass
class KeywordChild(KeywordBase):
    size: int


@dataclass(kw_only=True)
class AllKeyword:
    a: int = 1
    b: int


class Plain(Base):
    pass


@dataclass
class Mixed(Plain):
    w: int = 3


print(Child(), Child("a", 2, 3))
print([one.name for one in fields(Child)])
print(Base(1) == Plain(1), Plain(1), Mixed(1))
print(KeywordChild(3), KeywordChild(3, name="z"), KeywordChild.__match_args__)
print(AllKeyword(b=2), AllKeyword(b=1, a=0))
print(isinstance(Child(), Base), Child.__mro__[1].__name__)
try:
    AllKeyword(1)
except TypeError as error:
    print(error)
try:
    KeywordChild(name="z")
except TypeError as error:
    print(error)
try:

    @dataclass
    class Bad(Base):
        z: int

except TypeError as error:
    print(error)


@dataclass
class WithInit:
    x: int

    def __repr__(self):
        return f"<{self.x}>"

    def double(self):
        return WithInit(self.x * 2)


@dataclass(init=False)
class OwnInit:
    x: int

    def __init__(self, text):
        self.x = int(text)


@dataclass(repr=False)
class Quiet(WithInit):
    y: int = 2


print(WithInit(3).double(), OwnInit("7"), Quiet(4))
