# Arrays of numbers: packed bytes and the letter of their type.

from _struct import pack as _pack, unpack as _unpack

typecodes = "bBuhHiIlLqQfd"

_SIZES = {
    "b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8,
    "f": 4, "d": 8,
}
_RANGES = {
    "b": ("signed char", -128, 127), "B": ("unsigned byte integer", 0, 255),
    "h": ("signed short", -32768, 32767), "H": ("unsigned short", 0, 65535),
    "i": ("signed int", -(2**31), 2**31 - 1), "I": ("unsigned int", 0, 2**32 - 1),
}


class array:
    __static__ = True

    def __init__(self, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            name = type(typecode).__name__
            raise TypeError(f"array() argument 1 must be a unicode character, not {name}")
        if typecode not in _SIZES:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self.typecode = typecode
        self.itemsize = _SIZES[typecode]
        self._bytes = bytearray()
        if isinstance(initializer, str) and typecode != "u":
            raise TypeError(
                f"cannot use a str to initialize an array with typecode '{typecode}'"
            )
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer) if not isinstance(initializer, array) else self.fromlist(
                initializer.tolist()
            )

    def _packed(self, value):
        code = self.typecode
        if code == "u":
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError("array item must be a unicode character, not "
                                + type(value).__name__)
            return ord(value).to_bytes(4, "little")
        if code in "fd":
            if not isinstance(value, (int, float)):
                raise TypeError("must be real number, not " + type(value).__name__)
            if code == "f":
                # A number that is too large becomes infinite.
                return _pack("@f", (float(value),))
            return _pack("@d", (float(value),))
        if not isinstance(value, int):
            if not hasattr(value, "__index__"):
                name = type(value).__name__
                raise TypeError(f"'{name}' object cannot be interpreted as an integer")
            value = value.__index__()
        packed = _pack("@" + code, (value,))
        if isinstance(packed, str):
            raise OverflowError(_overflow(code, value))
        return packed

    def _value(self, at):
        if self.typecode == "u":
            return chr(int.from_bytes(self._bytes[at : at + 4], "little"))
        return _unpack("@" + self.typecode, self._bytes, at)[0]

    def __len__(self):
        return len(self._bytes) // self.itemsize

    def _offset(self, index, what):
        if not isinstance(index, int):
            if not hasattr(index, "__index__"):
                raise TypeError("array indices must be integers")
            index = index.__index__()
        size = len(self)
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError(f"array {what}index out of range")
        return index * self.itemsize

    def _like(self, data):
        made = self.__class__(self.typecode)
        made._bytes += data
        return made

    def _of(self, values):
        return self._like(b"".join([self._packed(value) for value in values]))

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                size = self.itemsize
                return self._like(self._bytes[start * size : max(start, stop) * size])
            return self._of([self._value(at * self.itemsize) for at in range(start, stop, step)])
        return self._value(self._offset(index, ""))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                name = type(value).__name__
                raise TypeError(f"can only assign array (not \"{name}\") to array slice")
            if value.typecode != self.typecode:
                raise TypeError("bad argument type for built-in operation")
            values = self.tolist()
            values[index] = value.tolist()
            self._bytes[:] = self._of(values)._bytes
            return
        at = self._offset(index, "assignment ")
        self._bytes[at : at + self.itemsize] = self._packed(value)

    def __delitem__(self, index):
        if isinstance(index, slice):
            values = self.tolist()
            del values[index]
            self._bytes[:] = self._of(values)._bytes
            return
        at = self._offset(index, "assignment ")
        del self._bytes[at : at + self.itemsize]

    def __iter__(self):
        at = 0
        while at < len(self._bytes):
            yield self._value(at)
            at += self.itemsize

    def __contains__(self, value):
        return value in self.tolist()

    def append(self, value, /):
        self._bytes += self._packed(value)

    def extend(self, values, /):
        if isinstance(values, array):
            if values.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._bytes += values._bytes
            return
        for value in values:
            self._bytes += self._packed(value)

    def fromlist(self, list, /):
        self._bytes += b"".join([self._packed(value) for value in list])

    def tolist(self):
        if self.typecode == "u":
            return list(self.tounicode())
        return list(_unpack(f"@{len(self)}{self.typecode}", self._bytes, 0))

    def frombytes(self, buffer, /):
        if isinstance(buffer, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        buffer = bytes(buffer)
        if len(buffer) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        self._bytes += buffer

    def tobytes(self):
        return bytes(self._bytes)

    def fromunicode(self, ustr, /):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self.extend(ustr)

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        size = len(self._bytes)
        return "".join([self._value(at) for at in range(0, size, 4)])

    def byteswap(self):
        size = self.itemsize
        data = self._bytes
        self._bytes[:] = b"".join(
            [bytes(data[at : at + size][::-1]) for at in range(0, len(data), size)]
        )

    def insert(self, i, v, /):
        size = len(self)
        if i < 0:
            i = max(i + size, 0)
        at = min(i, size) * self.itemsize
        self._bytes[at:at] = self._packed(v)

    def pop(self, i=-1, /):
        if not self._bytes:
            raise IndexError("pop from empty array")
        size = len(self)
        if not -size <= i < size:
            raise IndexError("pop index out of range")
        value = self[i]
        del self[i]
        return value

    def index(self, v, start=0, stop=9223372036854775807, /):
        try:
            return self.tolist().index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def remove(self, v, /):
        values = self.tolist()
        if v not in values:
            raise ValueError("array.remove(x): x not in array")
        del self[values.index(v)]

    def count(self, v, /):
        return self.tolist().count(v)

    def reverse(self):
        self._bytes[:] = self._of(self.tolist()[::-1])._bytes

    def buffer_info(self):
        return id(self), len(self)

    def __add__(self, other):
        if not isinstance(other, array):
            name = type(other).__name__
            raise TypeError(f"can only append array (not \"{name}\") to array")
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._bytes + other._bytes)

    def __iadd__(self, other):
        if not isinstance(other, array):
            name = type(other).__name__
            raise TypeError(f"can only extend with array (not \"{name}\")")
        self.extend(other)
        return self

    def __mul__(self, count):
        if not isinstance(count, int):
            return NotImplemented
        return self._like(self._bytes * count)

    __rmul__ = __mul__

    def __imul__(self, count):
        self._bytes *= count
        return self

    def __eq__(self, other):
        return self.tolist() == other.tolist() if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self.tolist() < other.tolist() if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self.tolist() <= other.tolist() if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self.tolist() > other.tolist() if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self.tolist() >= other.tolist() if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __copy__(self):
        return self._like(self._bytes)

    def __deepcopy__(self, memo):
        return self._like(self._bytes)

    def __repr__(self):
        if not self._bytes:
            return f"array('{self.typecode}')"
        shown = repr(self.tounicode()) if self.typecode == "u" else repr(self.tolist())
        return f"array('{self.typecode}', {shown})"


ArrayType = array


def _overflow(code, value):
    if code in _RANGES:
        name, low, high = _RANGES[code]
        if -(2**63) <= value < 2**63 or code == "I" and 0 <= value:
            if code == "I":
                if value < 0:
                    return "can't convert negative value to unsigned int"
                if value >> 64 == 0:
                    return "unsigned int is greater than maximum"
                return "Python int too large to convert to C unsigned long"
            return f"{name} is {'greater than maximum' if value > high else 'less than minimum'}"
        return "Python int too large to convert to C long"
    if code in "LQ":
        if value < 0:
            return "can't convert negative int to unsigned"
        return "Python int too large to convert to C unsigned long"
    if code == "l":
        return "Python int too large to convert to C long"
    return "int too big to convert"
