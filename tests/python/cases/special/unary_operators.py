class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"

import math
u = U()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.floor(u), math.ceil(u), math.trunc(u))

class Plain: pass
p = Plain()
for call in [lambda: -p, lambda: +p, lambda: ~p, lambda: abs(p), lambda: round(p),
             lambda: math.floor(p), lambda: math.trunc(p)]:
    try:
        call()
    except TypeError as error:
        print(error)
