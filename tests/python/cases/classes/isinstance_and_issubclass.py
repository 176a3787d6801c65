class A: pass
class B(A): pass
class C(B): pass
class D: pass

values = [A(), B(), C(), D()]
for cls in (A, B, C, D, object):
    print(cls.__name__, [isinstance(v, cls) for v in values],
          [issubclass(type(v), cls) for v in values])
print(isinstance(C(), (D, A)), isinstance(D(), (A, (B, C))), issubclass(C, (D, (B,))))
print(isinstance(True, int), issubclass(bool, int), isinstance(1, (str, float)))
print(isinstance(A, type), isinstance(type, object), issubclass(type, object))
for call in [lambda: isinstance(1, 1), lambda: issubclass(1, int), lambda: issubclass(A(), A),
             lambda: isinstance(1, (int, "x")), lambda: isinstance("", (int, "x")),
             lambda: issubclass(A, 5)]:
    try:
        print(call())
    except TypeError as error:
        print(error)
