from collections import Counter, OrderedDict, deque, namedtuple
from collections.abc import (
    Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, MutableMapping,
    MutableSequence, MutableSet, Reversible, Sequence, Set, Sized,
)

kinds = [
    Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, MutableMapping,
    MutableSequence, MutableSet, Reversible, Sequence, Set, Sized,
]
values = [
    1, 1.5, None, True, "s", b"b", bytearray(b"a"), [1], (1,), {1: 2}, {1}, frozenset([1]), range(3),
    len, print, (lambda: 0), iter([1]), iter("a"), (x for x in []), {}.keys(), {}.values(), {}.items(),
    enumerate([]), zip(), map(str, []), filter(None, []), reversed([1]), deque(), Counter(),
    OrderedDict(), namedtuple("P", "x")(1), int, object(), ValueError("x"), ...,
]
for value in values:
    name = type(value).__name__
    print(name, [kind.__name__ for kind in kinds if isinstance(value, kind)])
