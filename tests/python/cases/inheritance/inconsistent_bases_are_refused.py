class A: pass
class B: pass
class X(A, B): pass
class Y(B, A): pass

def attempt(make):
    try:
        make()
    except TypeError as error:
        print(error)

def conflict():
    class Z(X, Y): pass

def parent_first():
    class P(A): pass
    class Q(A, P): pass

def twice():
    class R(A, A): pass

def layout():
    class S(int, str): pass

def value():
    class T(5): pass

def boolean():
    class U(bool): pass

def none():
    class V(None): pass

def function():
    class W(len): pass

for make in [conflict, parent_first, twice, layout, boolean]:
    attempt(make)
