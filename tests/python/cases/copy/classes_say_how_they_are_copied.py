import copy


class Handle:
    def __init__(self, name):
        self.name = name

    def __copy__(self):
        return Handle(self.name + " copy")

    def __deepcopy__(self, memo):
        twin = Handle(self.name + " deep")
        memo[id(self)] = twin
        return twin


h = Handle("h")
print(copy.copy(h).name, copy.deepcopy(h).name, [x.name for x in copy.deepcopy([h, h])])
pair = copy.deepcopy([h, h])
print(pair[0] is pair[1])


class Stateful:
    def __init__(self):
        self.data = [1]
        self.cache = "big"

    def __getstate__(self):
        return {"data": self.data}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.cache = "empty"


s = copy.deepcopy(Stateful())
print(s.data, s.cache, copy.copy(Stateful()).cache)


class Reduced:
    def __init__(self, a, b):
        self.args = (a, b)

    def __reduce__(self):
        return Reduced, (self.args[0], self.args[1])


r = Reduced(1, [2])
print(copy.copy(r).args, copy.copy(r).args[1] is r.args[1], copy.deepcopy(r).args[1] is r.args[1])


class Slotted:
    __slots__ = ("a", "b", "c")


z = Slotted()
z.a = [1]
z.b = 2
y = copy.copy(z)
w = copy.deepcopy(z)
print(y.a is z.a, w.a == z.a, w.a is z.a, w.b, hasattr(w, "c"))


class Made:
    count = 0

    def __new__(cls, *args):
        Made.count += 1
        return super().__new__(cls)

    def __init__(self, x):
        self.x = x
        print("init", x)


m = copy.copy(Made(3))
print(m.x, Made.count)
