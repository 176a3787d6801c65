class MyInt(int):
    def __index__(self):
        return 42


print(int(MyInt(7)), hex(MyInt(7)), [0] * 3 and range(10)[MyInt(7)] if 0 else 0)


class L(list):
    def __new__(cls, seq, newarg=None):
        self = super().__new__(cls, seq)
        self.newarg = newarg
        return self


u = L([1, 2], newarg=3)
print(u, u.newarg)


class T(tuple):
    pass


class T2(tuple):
    def __new__(cls, arg, newarg=None):
        self = super().__new__(cls, arg)
        self.newarg = newarg
        return self


class F(float):
    def __new__(cls, arg, newarg=None):
        self = super().__new__(cls, arg)
        self.newarg = newarg
        return self


class T3(tuple):
    def __init__(self, arg, newarg=None):
        self.newarg = newarg


class Fr(frozenset):
    def __init__(self, arg, newarg=None):
        self.newarg = newarg


class Fl(float):
    def __init__(self, arg, newarg=None):
        self.newarg = newarg


print(T2([1], newarg=3).newarg, F(1.5, newarg=4).newarg)
print(T3([1], newarg=5).newarg)
print(Fr([1], newarg=6).newarg)
print(Fl(1.5, newarg=7).newarg)


s = set([1, 2])
s.__init__([3])
print(s)
s.__init__()
print(s)


l = [1, 2]
l.__init__([3])
print(l)
l.__init__()
print(l)
d = {1: 2}
d.__init__({3: 4})
print(d)
b = bytearray(b"ab")
b.__init__(b"c")
print(b)


class BA(bytearray):
    def __init__(self, newarg=1, *a):
        super().__init__(*a)
        self.x = newarg


print(BA(4, b"abc"), BA(newarg=4).x)
