def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class A: __str__=object.__str__
t(lambda: str(A()).startswith("<__main__.A object"))
class I(str): __repr__=str.__str__
t(lambda: repr(I("z")))
class G(int): __repr__=int.__str__
t(lambda: len(repr(G(5))))
class Foo: pass
Foo.__repr__ = Foo.__str__
t(lambda: str(Foo()))
class N: __ne__=object.__eq__; __eq__=object.__ne__
t(lambda: N() == N()); t(lambda: N() != N())
class L(list): __repr__=list.__str__
t(lambda: repr(L([1])))
class F(float): __str__=float.__repr__
t(lambda: str(F(1.5)))
class H: __hash__ = object.__hash__; __format__ = object.__format__
t(lambda: hash(H()) != 0); t(lambda: f"{H()}".startswith("<"))
