def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


class S(str):
    def __repr__(self): return "R"
print(S("abc"), str(S("abc")), f"{S('abc')}", "%s" % S("q"), repr(S("z")), [S("a")])
class B(bytes):
    def __repr__(self): return "R"
print(B(b"abc"), str(B(b"abc")), f"{B(b'abc')}", "%s" % B(b"q"), repr(B(b"z")), [B(b"a")])
class I(int):
    def __repr__(self): return "R"
print(I(3), str(I(3)), f"{I(3)}", "%s %d" % (I(3), I(3)), repr(I(3)), [I(3)], f"{I(3):>4}", I(3).__str__(), int.__repr__(I(3)))
class St(set):
    def __repr__(self): return "St" + super().__repr__()
print(St([1]), St())
class L(list):
    def __repr__(self): return "L" + super().__repr__()
    def __str__(self): return "LS" + super().__str__()
print(L([1]), [L([2])])
class D(dict):
    def __repr__(self): return "D" + super().__repr__()
print(D(a=1), [D()])
class T(tuple):
    def __repr__(self): return "T" + super().__repr__()
print(T((1,)))
class F(float):
    def __format__(self, spec): return super().__format__(spec or ".2f")
    def __repr__(self): return "F" + super().__repr__()
print(f"{F(1.5)}", format(F(2), "5.1f"), [F(1.5)], str(F(1.5)))
class SS(str):
    def __format__(self, spec): return "<" + super().__format__(spec) + ">"
    def __str__(self): return "str:" + super().__str__()
print(f"{SS('a'):>3}", SS("b"), format(SS("c")), "{:^5}".format(SS("d")))
class II(int):
    def __pow__(self, o, m=None): return II(super().__pow__(o, m))
    def __format__(self, spec): return super().__format__("05d")
print(pow(II(2),10,7), II(2)**5, f"{II(3)}")
t(lambda: (2).__pow__(3,5)); t(lambda: (2).__pow__(3)); t(lambda: (2).__pow__(1.5)); t(lambda: (2.0).__pow__(2, 3));
t(lambda: list([1,2].__reversed__())); t(lambda: list(range(3).__reversed__())); t(lambda: list({1:2}.__reversed__())); t(lambda: (1,).__reversed__())
class RL(list):
    def __reversed__(self): return super().__reversed__()
t(lambda: list(reversed(RL([1,2]))))
t(lambda: type(None)()); t(lambda: type(...)()); t(lambda: type(NotImplemented)()); t(lambda: None.__bool__()); t(lambda: None.__repr__()); t(lambda: None.__eq__(None)); t(lambda: None.__eq__(1)); t(lambda: None.__str__()); t(lambda: None.__hash__()== hash(None)); t(lambda: True.__str__()); t(lambda: (1.5).__str__()); t(lambda: [1].__str__()); t(lambda: "a".__str__()); t(lambda: b"a".__str__())
t(lambda: (5).__format__("x")); t(lambda: "a".__format__(">5")); t(lambda: (1.5).__format__(".2f")); t(lambda: (5).__format__("")); t(lambda: [1].__format__("")); t(lambda: [1].__format__("x")); t(lambda: True.__format__("d")); t(lambda: True.__format__("")); t(lambda: (5).__format__(3)); t(lambda: int.__format__(5, "b")); t(lambda: str.__format__("a", "5")); t(lambda: object.__format__("a", ""));t(lambda: object.__format__("a", "5"))
t(lambda: len.__call__([1])); t(lambda: print.__call__(1))
t(lambda: object.__str__(5)); t(lambda: object.__eq__(5,5)); t(lambda: object.__eq__(5,6))
t(lambda: b",".join([bytearray(b"x")])); t(lambda: bytearray(b",").join([b"x"])); t(lambda: b",".join([b"x"])); t(lambda: ",".join([S("x")])); t(lambda: type(",".join([S("x")])).__name__)
t(lambda: "%%" % ()); t(lambda: "%(a)%" % {"a": 1})
from collections import defaultdict, OrderedDict, Counter, deque, ChainMap, UserDict, UserList
dd = defaultdict(list); dd[1].append(dd); t(lambda: dd)
od = OrderedDict(); od["a"] = od; t(lambda: od)
dq = deque(); dq.append(dq); t(lambda: dq)
ud = UserDict(); ud["x"] = ud; 
d = {i: i for i in range(5)}
def change():
    for k in d: d.pop(k); d[k+100] = 1
t(change)
def change2():
    d = {1:1,2:2}
    for k in d:
        if k == 1: del d[2]; d[3] = 3
t(change2)
def change3():
    s = {1,2,3}
    for k in s: s.discard(k); s.add(k+10)
t(change3)
