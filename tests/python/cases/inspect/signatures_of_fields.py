import dataclasses, inspect
from dataclasses import dataclass, field, InitVar, KW_ONLY
from typing import ClassVar
@dataclass
class C:
    a: int
    b: str = 'x'
    d: int = field(default=3, kw_only=True)
    e: list = field(default_factory=list)
    f: ClassVar[int] = 5
    g: int = field(default=1, init=False)
    h: InitVar[int] = 7
print(inspect.signature(C))
@dataclass
class D(C):
    z: float = 1.5
print(inspect.signature(D))
@dataclass
class E:
    def __init__(self, q): pass
print(inspect.signature(E))
@dataclass
class F(E):
    x: int = 0
print(inspect.signature(F))
class G(C): pass
print(inspect.signature(G), list(inspect.signature(G).parameters))
print(inspect.signature(C).parameters['e'].default, inspect.signature(C).return_annotation)
from collections import namedtuple
from typing import NamedTuple
N = namedtuple('N', 'a b c', defaults=[1])
print(inspect.signature(N))
class M(NamedTuple):
    x: int
    y: str = 'q'
print(inspect.signature(M))
