from collections.abc import (
    Callable, Collection, Container, Hashable, Iterable, Iterator, Reversible, Sequence, Sized,
)


class Bag:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def __contains__(self, item):
        return item in self.items


class Steps:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


class Action:
    __hash__ = None

    def __call__(self):
        return 1


class Getter:
    def __getitem__(self, index):
        raise IndexError


class NotIterable(Bag):
    __iter__ = None


for cls in (Bag, Steps, Action, Getter, NotIterable):
    kinds = (Callable, Collection, Container, Hashable, Iterable, Iterator, Reversible, Sized)
    print(cls.__name__, [kind.__name__ for kind in kinds if issubclass(cls, kind)])
print(isinstance(Bag([]), Collection), isinstance(Bag([]), Sequence), isinstance(Action(), Callable))
Sequence.register(Getter)
print(issubclass(Getter, Sequence), isinstance(Getter(), Sequence), isinstance(Getter(), Sized))
