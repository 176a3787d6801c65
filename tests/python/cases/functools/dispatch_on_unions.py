import functools, typing, collections.abc


@functools.singledispatch
def f(a):
    return "base"


@f.register
def _(a: typing.Union[str, bytes]):
    return "strbytes"


@f.register
def _(a: collections.abc.Sequence):
    return "seq"


@f.register
def _(a: typing.Optional[int]):
    return "oint"


print(f("a"), f(b"a"), f([1]), f(None), f(5), f(1.5))


import functools


class A:
    @functools.singledispatchmethod
    def t(arg):
        return "base"

    @t.register
    @staticmethod
    def _(arg: int):
        return "int"

    @t.register
    @classmethod
    def _(cls, arg: str):
        return cls.__name__


print(A.t(0), A.t("a"), A().t(1), A().t("x"))


class B:
    @functools.singledispatchmethod
    @classmethod
    def neg(cls, a):
        raise NotImplementedError("no")

    @neg.register
    @classmethod
    def _(cls, a: int):
        return -a


print(B.neg(5), B().neg(6), B.neg.__name__ if hasattr(B.neg, "__name__") else None)
