from collections.abc import (
    ByteString, Callable, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping,
    MappingView, MutableMapping, MutableSequence, Sequence, Set, Sized, ValuesView,
)

print(issubclass(list, Sequence), issubclass(tuple, MutableSequence), issubclass(dict, Mapping))
print(issubclass(int, Hashable), issubclass(list, Hashable), issubclass(dict, MutableMapping))
print(issubclass(str, Iterable), issubclass(int, Iterable), issubclass(bool, Sized))
print(issubclass(bytes, ByteString), isinstance(bytearray(), ByteString), isinstance("", ByteString))
print(isinstance({}.keys(), KeysView), isinstance({}.items(), ItemsView))
print(isinstance({}.values(), ValuesView), isinstance({}.values(), MappingView))
print(isinstance({}.keys(), Set), isinstance({}.values(), Set))


def numbers():
    yield 1


print(isinstance(numbers(), Generator), isinstance(iter([]), Generator), isinstance(numbers, Callable))
print(isinstance(numbers(), Iterator), issubclass(Generator, Iterator), issubclass(Sequence, Iterable))
print(issubclass(int, Callable), isinstance(int, Callable), isinstance(3, Callable))
print(isinstance([1], (int, Sequence)), isinstance(5, (str, Mapping)))
print(Sequence.__name__, Mapping.__name__, isinstance(Sequence, type))


def flatten(item):
    if isinstance(item, Iterable) and not isinstance(item, (str, bytes)):
        for part in item:
            yield from flatten(part)
    else:
        yield item


print(list(flatten([1, [2, (3, "four")], {5: 6}, range(2)])))
