a = [1, 2, 3]
b = a
del a
print(b)
del b[0], b[-1]
print(b)
d = {"x": 1, "y": {"z": 2}}
del d["x"], d["y"]["z"]
print(d)
x, y, z = 1, 2, 3
del x, (y, z)
for name in ("x", "y"):
    try:
        print(x if name == "x" else y)
    except NameError as error:
        print(error)

def f():
    v = 1
    del v
    v = 2
    return v

print(f())
