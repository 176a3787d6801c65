class I:
    def __repr__(self): return "i"
    def __init__(self, n): self.n = n
    def __index__(self):
        print('index')
        return self.n
class F:
    def __float__(self): return 1.5
class S:
    def __len__(self): return 2
    def __getitem__(self, i): return i
def show(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
i = I(3)
for x in (2, 2.5, True, 'a', b'b', [1], (1,), bytearray(b'c'), {}, {1}, None, range(3), I(2), F(), S(), memoryview(b'a')):
    print(type(x).__name__)
    show(lambda: i * x)
    show(lambda: x * i)
    show(lambda: i + x)
    show(lambda: x % i)
    show(lambda: x << i)
    show(lambda: i ** x)
    show(lambda: x // i)
    show(lambda: x @ i)
    def f():
        y = x if not isinstance(x, (list, bytearray)) else x[:]
        y *= i
        return y
    show(f)
    def g():
        y = i
        y *= x
        return y
    show(g)
class K(int): pass
class L(list): pass
class T(str): pass
class N:
    def __repr__(self): return "n"
class J:
    def __repr__(self): return "j"
    def __index__(self): return 'x'
ks = [K(2), L([1, 2]), T('ab'), N(), J(), I(2), 3, 'z', [5], b'q', bytearray(b'w'), 2.0, (4,), None]
for x in ks:
    for y in ks:
        show(lambda: x * y)
        def g():
            z = x if not isinstance(x, (list, bytearray)) else type(x)(x)
            z *= y
            return z, type(z).__name__
        show(g)
        def h():
            z = x if not isinstance(x, (list, bytearray)) else type(x)(x)
            z += y
            return z, type(z).__name__
        show(h)
        show(lambda: x + y)
        show(lambda: x % y)
        show(lambda: x | y)
