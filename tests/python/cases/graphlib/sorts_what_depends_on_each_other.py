from graphlib import CycleError, TopologicalSorter

print(list(TopologicalSorter({"D": ["B", "C"], "C": ["A"], "B": ["A"]}).static_order()))
print(tuple(TopologicalSorter({}).static_order()), list(TopologicalSorter({1: []}).static_order()))
t = TopologicalSorter()
t.add("shirt")
t.add("tie", "shirt")
t.add("jacket", "tie", "belt")
t.add("belt", "shirt", "trousers")
t.add("shoes", "trousers", "socks")
t.prepare()
while t.is_active():
    ready = t.get_ready()
    print(ready, bool(t))
    t.done(*ready)
print(t.is_active(), t.get_ready())


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


show(lambda: list(TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order()))
show(lambda: list(TopologicalSorter({"a": ["a"]}).static_order()))
try:
    TopologicalSorter({1: [2], 2: [3], 3: [2], 4: [1]}).prepare()
except CycleError as e:
    print(e.args, isinstance(e, ValueError))
u = TopologicalSorter({1: [2]})
show(u.get_ready)
show(u.is_active)
show(u.done, 1)
u.prepare()
show(u.prepare)
show(u.add, 5)
show(u.done, 1)
show(u.done, 9)
print(u.get_ready())
u.done(2)
show(u.done, 2)
print(u.get_ready(), u.get_ready())
