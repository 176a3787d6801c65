from collections import defaultdict


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


d = defaultdict(list, a=[1])
e = d.copy()
e["b"].append(2)
print(d, e, type(e).__name__)
print(d | {"z": 1}, type(d | {"z": 1}).__name__)
print({"z": 1} | d, type({"z": 1} | d).__name__)
d |= {"q": [5]}
print(d["q"], d["fresh"], sorted(d))
show(defaultdict, 5)
show(defaultdict, [1])
show(lambda: defaultdict()["k"])
show(lambda: defaultdict(int) == {})
show(lambda: defaultdict(int, a=1) == {"a": 1})


class Upper(defaultdict):
    def __missing__(self, key):
        self[key] = key.upper()
        return self[key]


u = Upper()
print(u["abc"], u, u.default_factory)


def failing():
    raise ValueError("no default")


show(lambda: defaultdict(failing)["k"])
print(list(defaultdict(int, {1: 2, 3: 4}).values()), defaultdict.fromkeys("ab", 1))
