from dataclasses import dataclass, field, KW_ONLY


@dataclass
class A:
    x: int
    y: int
    z: int = 0


@dataclass
class B:
    a: int
    b: int
    c: int
    _: KW_ONLY
    d: int
    e: int = 5


@dataclass
class Empty:
    pass


@dataclass
class One:
    a: int
    _: KW_ONLY
    b: int = 1


def attempt(cls, *args, **options):
    try:
        print(cls(*args, **options))
    except TypeError as error:
        print("TypeError:", error)


attempt(A)
attempt(A, 1)
attempt(A, 1, 2, 3, 4)
attempt(A, 1, 2, w=3)
attempt(A, 1, x=3)
attempt(A, 1, z=3)
attempt(A, y=1, x=3)
attempt(A, y=1, w=3)
attempt(B)
attempt(B, 1)
attempt(B, 1, 2)
attempt(B, 1, 2, 3)
attempt(B, 1, 2, 3, 4)
attempt(B, 1, 2, 3, 4, d=1)
attempt(B, 1, 2, 3, 4, d=1, e=1)
attempt(B, 1, 2, 3, d=4)
attempt(B, 1, 2, 3, d=4, e=6)
attempt(B, 1, 2, d=4, e=6)
attempt(Empty)
attempt(Empty, 1)
attempt(Empty, a=1)
attempt(One)
attempt(One, 1, 2)
attempt(One, 1, 2, b=1)
attempt(One, 1, b=3)


def outer():
    @dataclass
    class Inner:
        v: int

    return Inner


attempt(outer())
