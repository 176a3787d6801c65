from typing import Dict, Generic, Iterator, List, Optional, TypeVar

T = TypeVar("T")
K = TypeVar("K")


class Stack(Generic[T]):
    kind = "stack"

    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)


class IntStack(Stack[int]):
    def total(self):
        return sum(self.items)


class Pair(Generic[K, T]):
    def __init__(self, key: K, value: T):
        self.key = key
        self.value = value


class Named(Pair[str, T]):
    pass


class Table(Dict[str, T]):
    pass


class Numbers(List[int]):
    pass


s = Stack[int]()
print(s.push(1).push(2).pop(), list(s), Stack[int], Stack[int].kind, s.__orig_class__)
print(IntStack().push(1).push(5).total(), IntStack.__mro__)
print(Pair[str, int]("a", 1).value, Named[int]("k", 2).key, Named.__parameters__, Pair[int, str])
print(Stack.__parameters__, Stack[int].__origin__, Stack[int].__args__, Stack[List[T]][int])
print(Table(a=1), Table[int], Numbers([1, 2]), Numbers.__mro__)
print(isinstance(s, Stack), isinstance(IntStack(), Stack), issubclass(IntStack, Generic))


def attempt(action):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


attempt(lambda: Stack[int, str])
attempt(lambda: Pair[int])
attempt(lambda: IntStack[int])
attempt(lambda: isinstance(s, Stack[int]))
attempt(lambda: Stack[int].nothing)


def plain():
    class Plain(Generic):
        pass


def unlisted():
    class Unlisted(List[T], Generic[K]):
        pass


attempt(plain)
attempt(unlisted)
