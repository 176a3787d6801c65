from typing import AnyStr


def joined(one: AnyStr, other: AnyStr) -> AnyStr:
    return one + other


print(AnyStr, AnyStr.__name__, AnyStr.__constraints__, AnyStr.__bound__)
print(joined("a", "b"), joined(b"a", b"b"))
