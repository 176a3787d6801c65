# The operators as functions.


def lt(a, b, /):
    return a < b


def le(a, b, /):
    return a <= b


def eq(a, b, /):
    return a == b


def ne(a, b, /):
    return a != b


def ge(a, b, /):
    return a >= b


def gt(a, b, /):
    return a > b


def not_(a, /):
    return not a


def truth(a, /):
    return True if a else False


def is_(a, b, /):
    return a is b


def is_not(a, b, /):
    return a is not b


def abs(a, /):
    if not hasattr(a, "__abs__"):
        raise TypeError(f"bad operand type for abs(): '{type(a).__name__}'")
    return a.__abs__()


def add(a, b, /):
    return a + b


def and_(a, b, /):
    return a & b


def floordiv(a, b, /):
    return a // b


def index(a, /):
    return a.__index__() if hasattr(a, "__index__") else _no_index(a)


def _no_index(a):
    raise TypeError(f"'{type(a).__name__}' object cannot be interpreted as an integer")


def inv(a, /):
    return ~a


def invert(a, /):
    return ~a


def lshift(a, b, /):
    return a << b


def mod(a, b, /):
    return a % b


def mul(a, b, /):
    return a * b


def matmul(a, b, /):
    return a @ b


def neg(a, /):
    return -a


def or_(a, b, /):
    return a | b


def pos(a, /):
    return +a


def pow(a, b, /):
    return a**b


def rshift(a, b, /):
    return a >> b


def sub(a, b, /):
    return a - b


def truediv(a, b, /):
    return a / b


def xor(a, b, /):
    return a ^ b


def concat(a, b, /):
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    return a + b


def contains(a, b, /):
    return b in a


def countOf(a, b, /):
    count = 0
    for item in a:
        if item is b or item == b:
            count += 1
    return count


def indexOf(a, b, /):
    for number, item in enumerate(a):
        if item is b or item == b:
            return number
    raise ValueError("sequence.index(x): x not in sequence")


def getitem(a, b, /):
    return a[b]


def setitem(a, b, c, /):
    a[b] = c


def delitem(a, b, /):
    del a[b]


def length_hint(obj, default=0, /):
    if not isinstance(default, int):
        raise TypeError(
            f"'{type(default).__name__}' object cannot be interpreted as an integer"
        )
    if hasattr(obj, "__len__"):
        return len(obj)
    hint = getattr(obj, "__length_hint__", None)
    if hint is None:
        return default
    found = hint()
    if found is NotImplemented:
        return default
    if not isinstance(found, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(found).__name__}")
    if found < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return found


def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


def iadd(a, b, /):
    a += b
    return a


def iand(a, b, /):
    a &= b
    return a


def iconcat(a, b, /):
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    a += b
    return a


def ifloordiv(a, b, /):
    a //= b
    return a


def ilshift(a, b, /):
    a <<= b
    return a


def imod(a, b, /):
    a %= b
    return a


def imul(a, b, /):
    a *= b
    return a


def imatmul(a, b, /):
    a @= b
    return a


def ior(a, b, /):
    a |= b
    return a


def ipow(a, b, /):
    a **= b
    return a


def irshift(a, b, /):
    a >>= b
    return a


def isub(a, b, /):
    a -= b
    return a


def itruediv(a, b, /):
    a /= b
    return a


def ixor(a, b, /):
    a ^= b
    return a


class itemgetter:
    __slots__ = ("_items",)
    __static__ = True

    def __init__(self, item, /, *items):
        self._items = (item,) + items

    def __call__(self, obj, /):
        items = self._items
        if len(items) == 1:
            return obj[items[0]]
        return tuple([obj[item] for item in items])

    def __repr__(self):
        return f"operator.itemgetter({', '.join([repr(item) for item in self._items])})"

    def __reduce__(self):
        return self.__class__, self._items


class attrgetter:
    __slots__ = ("_names", "_paths")
    __static__ = True

    def __init__(self, attr, /, *attrs):
        self._names = (attr,) + attrs
        for name in self._names:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = [name.split(".") for name in self._names]

    def __call__(self, obj, /):
        found = []
        for path in self._paths:
            value = obj
            for name in path:
                value = getattr(value, name)
            found.append(value)
        return found[0] if len(found) == 1 else tuple(found)

    def __repr__(self):
        return f"operator.attrgetter({', '.join([repr(name) for name in self._names])})"

    def __reduce__(self):
        return self.__class__, self._names


class methodcaller:
    __slots__ = ("_name", "_args", "_kwargs")
    __static__ = True

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        shown = [repr(self._name)]
        shown.extend([repr(argument) for argument in self._args])
        shown.extend([f"{name}={value!r}" for name, value in self._kwargs.items()])
        return f"operator.methodcaller({', '.join(shown)})"


def __lt__(a, b, /):
    return a < b


def __le__(a, b, /):
    return a <= b


def __eq__(a, b, /):
    return a == b


def __ne__(a, b, /):
    return a != b


def __ge__(a, b, /):
    return a >= b


def __gt__(a, b, /):
    return a > b


def __add__(a, b, /):
    return a + b


def __and__(a, b, /):
    return a & b


def __floordiv__(a, b, /):
    return a // b


def __lshift__(a, b, /):
    return a << b


def __mod__(a, b, /):
    return a % b


def __mul__(a, b, /):
    return a * b


def __matmul__(a, b, /):
    return a @ b


def __or__(a, b, /):
    return a | b


def __pow__(a, b, /):
    return a ** b


def __rshift__(a, b, /):
    return a >> b


def __sub__(a, b, /):
    return a - b


def __truediv__(a, b, /):
    return a / b


def __xor__(a, b, /):
    return a ^ b


def __not__(a, /):
    return not a


def __neg__(a, /):
    return -a


def __pos__(a, /):
    return +a


def __inv__(a, /):
    return ~a


def __invert__(a, /):
    return ~a


def __abs__(a, /):
    return abs(a)


def __index__(a, /):
    return index(a)


def __concat__(a, b, /):
    return concat(a, b)


def __contains__(a, b, /):
    return b in a


def __getitem__(a, b, /):
    return a[b]


def __setitem__(a, b, c, /):
    a[b] = c


def __delitem__(a, b, /):
    del a[b]


def __call__(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)
