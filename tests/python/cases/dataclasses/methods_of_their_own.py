from dataclasses import dataclass


@dataclass
class C:
    x: int

    def __init__(self, x):
        self.x = 2 * x


print(C(3).x, C(3))


from dataclasses import dataclass, field


@dataclass
class C:
    x: int
    y: int = 5

    def __init__(self, x):
        self.x = x
        self.y = x * 2


print(C(3))


@dataclass(order=True)
class D:
    a: int

    def __repr__(self):
        return "own"

    def __eq__(self, o):
        return True


print(D(1), D(1) == D(2), D(1) < D(2))


@dataclass(frozen=True)
class F:
    a: int

    def __hash__(self):
        return 7


print(hash(F(1)))


from dataclasses import dataclass, field


class L(list):
    pass


for v in (L(), {}, set(), [], bytearray()):
    try:

        @dataclass
        class C:
            x: object = v

        print("ok", type(v))
    except ValueError as e:
        print(e)


class U:
    __hash__ = None


try:

    @dataclass
    class D:
        x: object = U()

except ValueError as e:
    print(e)


from dataclasses import dataclass, field


@dataclass(slots=True)
class A:
    a: str
    b: str = field(default="b", init=False)


print(A("x").b)


from dataclasses import dataclass


class D:
    def __get__(self, i, o):
        if i is None:
            raise AttributeError()
        return i._x

    def __set__(self, i, v):
        i._x = v


@dataclass
class C:
    i: D = D()


try:
    C()
except TypeError as e:
    print(e)
print(C(5).i)
