class M1(type): pass
class M2(type): pass
class M3(M1): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(A, metaclass=M3): pass
class D(A): pass

print(type(C).__name__, type(D).__name__)
try:
    class E(A, B): pass
except TypeError as error:
    print(error)
class F(D): pass
class G(C, A): pass
print(type(G).__name__, type(F).__name__)

def factory(name, bases, namespace):
    return (name, bases, sorted(k for k in namespace if not k.startswith("__")))
class H(metaclass=factory):
    x = 1
    def f(self): pass
print(H)
