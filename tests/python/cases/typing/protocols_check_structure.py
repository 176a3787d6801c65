from typing import Iterator, Protocol, SupportsFloat, SupportsInt, TypeVar, runtime_checkable

T = TypeVar("T")


class Plain(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Named(Protocol):
    name: str

    def close(self) -> None: ...


class Getter(Protocol[T]):
    def get(self) -> T: ...


class File:
    name = "f"

    def close(self):
        return "closed"


class Door:
    def close(self):
        return "shut"


class Explicit(Plain):
    def __init__(self, n):
        self.n = n

    def close(self):
        return self.n


class Inherits(Plain):
    pass


print(isinstance(File(), Closable), isinstance(Door(), Named), isinstance(File(), Named))
print(issubclass(Door, Closable), issubclass(int, Closable), isinstance(3, Closable))
print(Explicit(3).close(), Inherits().close(), isinstance(Explicit(1), Explicit), Getter[int])


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: isinstance(File(), Plain))
attempt(lambda: issubclass(File, Plain))
attempt(lambda: Plain())
attempt(lambda: Getter())
attempt(lambda: runtime_checkable(File))
print(isinstance(3, SupportsInt), isinstance("s", SupportsInt), isinstance(3.5, SupportsFloat))


def mixed():
    class Bad(Protocol, int):
        pass


attempt(mixed)


def shut(thing: Closable) -> str:
    return thing.close()


print(shut(File()), shut(Door()))
