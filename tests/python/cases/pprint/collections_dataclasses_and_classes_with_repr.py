from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from pprint import pformat, pprint
from types import SimpleNamespace


@dataclass
class Item:
    name: str
    tags: list = field(default_factory=list)
    hidden: int = field(default=1, repr=False)


@dataclass
class Box:
    items: list
    owner: Item


class Own:
    def __repr__(self):
        return "<Own " + "x" * 30 + ">"


class MyList(list):
    pass


Pair = namedtuple("Pair", "left right")
item = Item("a long name of an item", ["first tag", "second tag", "third tag"])
pprint(item, width=40)
pprint(Box([item, item], item), width=50)
print(pformat(OrderedDict([("b", 1), ("a", 2)]), width=10))
print(pformat(defaultdict(list, {"k": [1, 2, 3], "j": [4]}), width=20))
print(pformat(Counter("abracadabra"), width=15))
print(pformat(deque([1, 2, 3], 5), width=8), pformat(deque("abcdefgh"), width=12))
print(pformat(ChainMap({"a": 1}, {"b": 2}), width=12))
print(pformat(SimpleNamespace(alpha=1, beta=[1, 2, 3]), width=15))
print(pformat([Own(), Own()], width=30), pformat(MyList([1, 2, 3]), width=5))
print(pformat(Pair("x" * 20, "y" * 20), width=30))
