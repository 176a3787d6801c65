import json
from collections import *
from enum import IntEnum
class C(IntEnum):
    A=1
class S(str): pass
class F(float): pass
print(json.dumps({S("k"): S("v"), "f": F(1.5), "c": C.A, C.A: 2, "o": OrderedDict(b=1,a=2)}, sort_keys=False))
print(json.dumps(OrderedDict(b=Counter("zza"),a=2), sort_keys=True, indent=1))
class X: pass
try: json.dumps([X()])
except TypeError as e: print(e)
try: json.dumps({X(): 1})
except TypeError as e: print(e)
try: json.dumps(deque())
except TypeError as e: print(e)
