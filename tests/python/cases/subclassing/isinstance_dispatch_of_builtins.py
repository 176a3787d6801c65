import json, math

class I(int): pass
class F(float): pass
class S(str): pass
class L(list): pass
class D(dict): pass
class T(tuple): pass

print(json.dumps({"i": I(3), "f": F(1.5), "s": S("x"), "l": L([1]), "d": D(a=1), "t": T((1, 2))}))
print(math.sqrt(F(16.0)), math.gcd(I(12), 18), "abc".join(L([S("1"), "2"])), range(I(2)),
      [1, 2][I(1)])
print("%s" % T(("only",)), "%d items" % I(4), "%(a)s" % D(a="key"), "{a}".format(**D(a=1)))
def f(*args, **kw): return args, kw
print(f(*L([1]), *T((2,)), **D(k=3)))
print(S("a") + "b" == "ab", "ab".startswith(S("a")), "a,b".split(S(",")), I(2) + F(0.5),
      int(S("12")))
print(isinstance(I(1), (str, int)), type(I(1)) is int, type(I(1)) == I, I(1) is I(1))
match D(a=1):
    case {"a": value}: print("mapping", value)
match L([1, 2]):
    case [x, y]: print("sequence", x, y)
match I(3):
    case int(n): print("int", n)
