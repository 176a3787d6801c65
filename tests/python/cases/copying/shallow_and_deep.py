import copy
inner = [1, 2]
outer = {"a": inner, "b": inner, "t": (inner, 3)}
s, d = copy.copy(outer), copy.deepcopy(outer)
inner.append(3)
print(s["a"], d["a"], d["a"] is d["b"], d["t"][0] is d["a"], s == outer, d == outer)
print(outer.copy()["a"] is inner, [inner][:][0] is inner, list([inner])[0] is inner)
loop = [1]
loop.append(loop)
c = copy.deepcopy(loop)
print(c[1] is c, c is not loop, c[0])
for value in (5, "s", None, 1.5, True, (1, 2), frozenset([1]), len, int):
    print(copy.copy(value) is value, copy.deepcopy(value) is value, end=" ")
print()
t = (1, [2])
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(t) == t, copy.deepcopy({1, 2}),
      copy.copy(b"x"))
