class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass

for cls in (K1, K2, K3, Z):
    print(cls.__name__, [c.__name__ for c in cls.__mro__])

class X1: pass
class Y1: pass
class F(X1, Y1): pass
class G(X1): pass
class H(F, G): pass
print([c.__name__ for c in H.mro()])
print(issubclass(H, Y1), H.__bases__ == (F, G))
