def f(v):
    match v:
        case [a, b]: return f"pair {a} {b}"
        case [*items]: return f"sequence of {len(items)}"
        case _: return "no"
class MyList(list): pass
class MyTuple(tuple): pass
class Getitem:
    def __len__(self): return 2
    def __getitem__(self, i): return i
from collections import deque, namedtuple
P = namedtuple("P", "x y")
for v in [[1, 2], (1, 2), MyList([1, 2]), MyTuple((1, 2)), range(2), deque([1, 2]), P(1, 2), "ab",
          b"ab", {1, 2}, {1: 1, 2: 2}, iter([1, 2]), (x for x in "ab"), Getitem(), {1: 2}.keys()]:
    print(type(v).__name__, f(v))
