for a in (True, False):
    for b in (True, False):
        print(a & b, a | b, a ^ b, a + b, a * b, a - b, a == b, a < b)
print(True & 3, 3 | False, True ^ 1, True << 3, True // 1, True % 2, True ** False)
print(type(True & True), type(True & 1), type(+True), type(-True), type(not 1))
print(sum([True, True, False]), [10, 20][True], "ab"[False], {1: "one"}[True])
print(True == 1.0, hash(True) == hash(1.0), {True: "a", 1: "b", 1.0: "c"})
total = True
total += True
total |= 8
print(total, isinstance(True, int), issubclass(bool, int), bool.__mro__[1:])
print(repr(True), str(False), f"{True}", f"{True:d}", f"{True:5}", f"{False:>6}|", "%d" % True)
