from collections.abc import Hashable, Iterator, Mapping, Sequence, Sized


def show(f, *args):
    try:
        print(f(*args))
    except TypeError as e:
        print(e)


class NoLength(Sequence):
    def __getitem__(self, index):
        return index


class Nothing(Mapping):
    pass


class Count(Iterator):
    def __init__(self, end):
        self.n = 0
        self.end = end

    def __next__(self):
        if self.n == self.end:
            raise StopIteration
        self.n += 1
        return self.n


print(list(Count(3)), iter(Count(3)) is not None, sum(Count(4)))
for cls in (Sized, NoLength):
    try:
        cls()
    except TypeError:
        print("abstract", cls.__name__)
try:
    Nothing()
except TypeError as e:
    print("abstract", "__getitem__" in str(e), "__iter__" in str(e), "__len__" in str(e))
print(isinstance(Count(1), Iterator), issubclass(Count, Hashable), Sequence.__abstractmethods__ == {"__getitem__", "__len__"})
