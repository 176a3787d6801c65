def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class D(dict):
    def __new__(cls, *a, **k):
        return super().__new__(cls)


t(lambda: D(a=1))
t(lambda: D({"b": 2}, c=3))


class S(str):
    def __init__(self, object, encoding=None):
        self.e = encoding


t(lambda: S(b"x", encoding="utf8"))
t(lambda: S("x", other=1))
t(lambda: S(object=5))


class I(int):
    def __init__(self, x, base=10, extra=None):
        self.extra = extra


t(lambda: I("11", base=2))
t(lambda: I(5, extra=1))


class B(bytes):
    def __init__(self, source, encoding=None):
        pass


t(lambda: B("x", encoding="ascii"))


class O:
    def __new__(cls, *a, **k):
        return super().__new__(cls)

    def __init__(self, **k):
        super().__init__(**k)


t(lambda: type(O()).__name__)
t(lambda: O(a=1))


class P:
    def __new__(cls, *a, **k):
        return super().__new__(cls)


t(lambda: type(P(1, a=2)).__name__)


class St(set):
    def __new__(cls, *a, **k):
        return super().__new__(cls)


t(lambda: St([1], k=2))


class St2(set):
    def __init__(self, *a, k=0):
        super().__init__(*a)
        self.k = k


t(lambda: (St2([1], k=2), St2([1], k=2).k))


class L(list):
    def __new__(cls, *a, **k):
        return super().__new__(cls)


t(lambda: L([1], k=2))


class L2(list):
    def __init__(self, *a, k=0):
        super().__init__(*a)
        self.k = k


t(lambda: (L2([1], k=2), L2([1], k=2).k))


class T(tuple):
    def __init__(self, it, k=0):
        self.k = k


class F(float):
    def __init__(self, it, k=0):
        self.k = k


class Fr(frozenset):
    def __init__(self, it, k=0):
        self.k = k


t(lambda: (T([1], k=2).k, F(1.5, k=3).k, Fr([1], k=4).k))


class BA(bytearray):
    def __init__(self, *a, k=0, **o):
        super().__init__(*a, **o)
        self.k = k


t(lambda: (BA("é", k=1, encoding="utf8"), BA().k))


class BA2(bytearray):
    def __new__(cls, *a, **k):
        return super().__new__(cls)


t(lambda: BA2("é", encoding="utf8"))


class E(Exception):
    def __new__(cls, *a, **k):
        return super().__new__(cls, *a)

    def __init__(self, *a, code=0):
        super().__init__(*a)
        self.code = code


t(lambda: (E("m", code=3).args, E("m", code=3).code))


class E2(Exception):
    def __new__(cls, *a, **k):
        return super().__new__(cls, *a)


t(lambda: E2("m", code=3).args)


class LRU(dict):
    def move_to_end(self, k):
        self[k] = self.pop(k)


c = LRU(a=1, b=2)
c.move_to_end("a")
t(lambda: c.keys())
