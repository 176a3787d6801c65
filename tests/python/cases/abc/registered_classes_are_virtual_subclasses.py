from abc import ABC, abstractmethod


class Drawable(ABC):
    @abstractmethod
    def draw(self):
        pass


@Drawable.register
class Circle:
    pass


class Disc(Circle):
    pass


class Special(Drawable):
    pass


Special.register(int)
print(issubclass(Circle, Drawable), isinstance(Circle(), Drawable), isinstance(Disc(), Drawable))
print(isinstance(5, Drawable), isinstance(5, Special), isinstance("x", Drawable), issubclass(bool, Special))
print(Drawable in Circle.__mro__, isinstance(Circle(), Special))
for wrong in (lambda: Drawable.register(3), lambda: Special.register(Drawable)):
    try:
        wrong()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any("size" in base.__dict__ for base in other.__mro__)
        return NotImplemented


class Box:
    def size(self):
        return 3


class Crate(Box):
    pass


class Own(Sized):
    pass


print(isinstance(Box(), Sized), issubclass(Crate, Sized), isinstance(3, Sized), isinstance(Box(), Own))
print(isinstance(Box(), (int, Sized)), issubclass(Own, Sized))
try:
    issubclass(3, Sized)
except TypeError as error:
    print(error)
