import copy
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple


class Numbers(list):
    pass


class Table(dict):
    pass


n = Numbers([1, [2]])
n.label = ["l"]
for twin in (copy.copy(n), copy.deepcopy(n)):
    print(twin, twin.label, type(twin).__name__, twin[1] is n[1], twin.label is n.label)
t = Table(a=[1])
t.extra = 5
print(copy.copy(t), copy.copy(t).extra, copy.deepcopy(t)["a"] is t["a"], type(copy.deepcopy(t)).__name__)
P = namedtuple("P", "x y")
p = P(1, [2])
print(copy.copy(p), copy.deepcopy(p), copy.deepcopy(p).y is p.y, type(copy.deepcopy(p)).__name__)
for value in (
    deque([[1], 2], maxlen=3), Counter("aab"), defaultdict(list, a=[1]), OrderedDict(a=[1]),
):
    twin, deep = copy.copy(value), copy.deepcopy(value)
    print(type(twin).__name__, twin == value, deep == value, type(deep) is type(value), deep is value)
d = copy.deepcopy(defaultdict(list, a=[1]))
d["b"].append(2)
print(dict(d), copy.deepcopy(deque([[1]], maxlen=3)).maxlen)
error = ValueError("bad", [1])
error.note = "n"
twin = copy.copy(error)
print(type(twin).__name__, twin.args, twin.note, twin.args[1] is error.args[1], copy.deepcopy(error).args[1] is error.args[1])


class Text(str):
    pass


s = Text("abc")
s.lang = "en"
print(copy.copy(s), copy.copy(s).lang, type(copy.deepcopy(s)).__name__)
for thing in ((x for x in []), {}.keys()):
    try:
        copy.copy(thing)
    except TypeError as e:
        print(e)
