class Frozen:
    def __init__(self, **values):
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot set {name} to {value!r}")

    def __delattr__(self, name):
        raise AttributeError(f"cannot delete {name}")

f = Frozen(a=1)
for change in [lambda: setattr(f, "a", 2), lambda: delattr(f, "a")]:
    try:
        change()
    except AttributeError as error:
        print(error)
try:
    f.b = 3
except AttributeError as error:
    print(error)
try:
    del f.a
except AttributeError as error:
    print(error)
print(f.a)

class Checked:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value * 2)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)

c = Checked()
c.n = 5
c.n += 1
print(c.n)
del c.n
print(hasattr(c, "n"), vars(c))
try:
    del c.n
except AttributeError as error:
    print(error)
