...
pass; x = 1; y = 2
if x: pass
else: ...
def stub(): ...
class Empty: ...
print(stub(), ..., type(...).__name__, Ellipsis is ..., x, y)
assert x
assert (x, "a tuple is true") if True else None
del x, y
try:
    x
except NameError as error:
    print(error)
d = {"a": {"b": [1, 2, 3]}}
del d["a"]["b"][1]
print(d)
a = b = c = []
a.append(1)
print(b, c is a)
i = 0
i, d["k"], i = 1, i, 2
print(i, d)
for i in range(3): pass
print(i)
for i in []: pass
else: print("empty loop", i)
while True: break
else: print("never")
x = 5 if i else 6; print(x)
