def t(name, value=None):
    print(name, end=" ")
    return value if value is not None else name
class Obj:
    def __setattr__(self, n, v): print(f"set {n}={v}", end=" ")
    def __setitem__(self, n, v): print(f"item {n}={v}", end=" ")
o = Obj()
t("a", o).x, t("b", o)[t("key")] = t("v1"), t("v2")
print()
t("first", o).p = t("second", o).q = t("value")
print()
t("obj", o)[t("k1"):t("k2")] = t("rhs")
print()
print([t("x"), t("y")], (t("p"), t("q")), {t("k"): t("v")}, {t("s")})
print(t("f", print)(t("arg1"), *t("star", [1]), k=t("kw") and None) if False else "")
print(t("l", 1) + t("m", 2) * t("n", 3), t("u", 5) if t("cond", 1) else t("w"))
print(t("1", 1) < t("2", 2) < t("3", 3) > t("4", 9) < t("never"))
print(t("or", 0) or t("else"), t("and", 1) and t("then"))
