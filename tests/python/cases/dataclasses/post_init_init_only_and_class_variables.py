from dataclasses import dataclass, field, fields, InitVar
from typing import ClassVar, List


@dataclass
class Rectangle:
    width: float
    height: float
    area: float = field(init=False)
    scale: InitVar[int] = 2
    made: ClassVar[int] = 0
    names: ClassVar[List[str]] = []
    plain: ClassVar = "p"

    def __post_init__(self, scale):
        self.area = self.width * self.height * scale
        Rectangle.made += 1
        self.names.append(f"r{self.made}")


r = Rectangle(3, 4)
print(r, r.area)
print(Rectangle(1, 1, 5), Rectangle(1, 1, scale=7).area)
print(Rectangle.made, Rectangle.names, Rectangle.plain, Rectangle.scale)
print([one.name for one in fields(Rectangle)])
print(InitVar[int], InitVar)
try:
    Rectangle(1)
except TypeError as error:
    print(error)


@dataclass
class Checked:
    value: int

    def __post_init__(self):
        if self.value < 0:
            raise ValueError(f"negative: {self.value}")
        self.value += 1


print(Checked(1))
try:
    Checked(-1)
except ValueError as error:
    print(error)
try:

    @dataclass
    class Bad:
        x: ClassVar[list] = field(default_factory=list)

except TypeError as error:
    print(error)
