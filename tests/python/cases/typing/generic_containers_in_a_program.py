from abc import ABC, abstractmethod
from typing import Any, Callable, Dict, Generic, Iterable, Iterator, List, Optional, Tuple, TypeVar

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class Cache(Generic[K, V], ABC):
    @abstractmethod
    def get(self, key: K) -> Optional[V]: ...

    @abstractmethod
    def put(self, key: K, value: V) -> None: ...


class Lru(Cache[K, V]):
    def __init__(self, size: int) -> None:
        self.size = size
        self.items: Dict[K, V] = {}

    def get(self, key: K) -> Optional[V]:
        if key not in self.items:
            return None
        value = self.items.pop(key)
        self.items[key] = value
        return value

    def put(self, key: K, value: V) -> None:
        self.items.pop(key, None)
        self.items[key] = value
        if len(self.items) > self.size:
            oldest = next(iter(self.items))
            del self.items[oldest]


class Event(Generic[T]):
    handlers: List[Callable[[T], Any]]

    def __init__(self):
        self.handlers = []

    def __iadd__(self, handler: Callable[[T], Any]) -> "Event[T]":
        self.handlers.append(handler)
        return self

    def fire(self, value: T) -> List[Any]:
        return [handler(value) for handler in self.handlers]


def chunks(items: Iterable[T], n: int) -> Iterator[Tuple[T, ...]]:
    chunk: List[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == n:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


lru: Cache[str, int] = Lru[str, int](2)
for key, value in zip("abac", range(4)):
    lru.put(key, value)
print(lru.items, lru.get("a"), lru.get("b"), isinstance(lru, Cache), Lru.__parameters__)
event: Event[int] = Event[int]()
event += lambda x: x + 1
event += str
print(event.fire(3), list(chunks(range(5), 2)), Event.__annotations__)
try:
    Cache()
except TypeError as error:
    print(str(error)[:36])
print(Lru[int, str], Cache[K, int], Lru.__mro__[1].__name__)
