from collections import Counter, OrderedDict, defaultdict


class Mine(OrderedDict):
    pass


for one in (OrderedDict(a=1, b=2), Mine(x=0), Counter("ab"), defaultdict(int, k=1), {"p": 1}):
    print(one.keys(), one.values(), one.items())
d = OrderedDict(a=1, b=2)
print(d.keys() & {"a"}, sorted(d.items() | set()), "a" in d.keys(), list(d.values()), len(d.items()))
print(d.keys() == {"a", "b"}, dict.keys(d), [*reversed(d.keys())], f"{d.keys()}", d.keys())
d["c"] = 3
view = d.items()
d.move_to_end("a")
print(view, OrderedDict().keys())
