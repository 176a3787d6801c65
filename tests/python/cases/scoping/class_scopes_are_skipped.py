name = "module"
class A:
    name = "class A"
    def method(self): return name
    def via_self(self): return self.name
    inner = [name for _ in range(1)]
    copies = [c for c in [name]]
    class B:
        seen = name
print(A().method(), A().via_self(), A.inner, A.copies, A.B.seen)
def f():
    name = "function"
    class C:
        before = name
        def method(self): return name
    class D:
        name = name if False else "assigned"
    return C.before, C().method(), D.name
try:
    print(f())
except NameError as error:
    print(error)
def g():
    n = 1
    class E:
        nonlocal n
        n = 2
        global from_class
        from_class = "global"
    return n
print(g(), from_class)
