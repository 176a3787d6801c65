from collections.abc import Mapping, Sequence, Iterator, Callable, Iterable
import collections, itertools, functools
class Repo(Mapping[str, int]):
    def __init__(self): self.d={'a':1}
    def __getitem__(self,k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return 1
print(dict(Repo()), isinstance(Repo(), Mapping), Repo.__mro__[1].__name__, Repo.__bases__[0].__name__)
class It(Iterator[int]):
    def __next__(self): raise StopIteration
print(list(It()), Sequence[int], Iterable[str].__origin__ is Iterable, Mapping[str,int].__args__)
print(collections.deque[int], collections.deque[int]([1]), collections.defaultdict[str,int], collections.Counter[str], collections.ChainMap[str,int])
class MyD(collections.deque[int]): pass
print(MyD([1]), isinstance(MyD(), collections.deque))
def f(x: Callable[[int], str], y: Sequence[int] | None = None) -> Iterator[int]: return x(1)
print(f(str), Sequence[int] == Sequence[int])
