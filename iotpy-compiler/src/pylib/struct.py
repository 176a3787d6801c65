# Bytes that hold packed values. The virtual machine packs and unpacks; it answers with a str when
# struct.error is to be raised.

from _struct import pack as _pack, size as _size, unpack as _unpack

__all__ = [
    "calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error",
]


class error(Exception):
    pass


def _text(format):
    if isinstance(format, str):
        if not format.isascii():
            format.encode("ascii")
        return format
    if isinstance(format, bytes):
        return format
    name = type(format).__name__
    name = "NoneType" if format is None else name
    raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {name}")


def _sizes(format):
    sizes = _size(_text(format))
    if isinstance(sizes, str):
        raise error(sizes)
    return sizes


def _buffer(buffer):
    if isinstance(buffer, (bytes, bytearray)):
        return buffer
    if hasattr(buffer, "tobytes"):
        return buffer.tobytes()
    raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")


def calcsize(format, /):
    return _sizes(format)[0]


def _packed(name, format, values):
    wanted = _sizes(format)[1]
    if len(values) != wanted:
        raise error(f"{name} expected {wanted} items for packing (got {len(values)})")
    values = tuple(
        [value.__index__() if _is_index(value) else value for value in values]
    )
    packed = _pack(format, values)
    if isinstance(packed, str):
        raise error(packed)
    return packed


def _is_index(value):
    return (
        not isinstance(value, (int, float, bytes, bytearray, str))
        and value is not None
        and hasattr(value, "__index__")
    )


def pack(*arguments):
    if not arguments:
        raise TypeError("missing format argument")
    return _packed("pack", arguments[0], arguments[1:])


def pack_into(format, buffer, *arguments):
    size = calcsize(format)
    if not arguments:
        raise error("pack_into expected offset argument")
    offset = arguments[0]
    values = arguments[1:]
    wanted = _sizes(format)[1]
    if len(values) != wanted:
        raise error(f"pack_into expected {wanted} items for packing (got {len(values)})")
    if isinstance(buffer, (bytes, str)) or not hasattr(buffer, "__setitem__"):
        name = type(buffer).__name__
        raise TypeError(f"argument must be read-write bytes-like object, not {name}")
    view = buffer if isinstance(buffer, bytearray) else memoryview(buffer).cast("B")
    length = len(view)
    if offset < 0:
        if offset + size > 0:
            raise error(f"no space to pack {size} bytes at offset {offset}")
        if offset + length < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
        offset += length
    if length - offset < size:
        raise error(
            f"pack_into requires a buffer of at least {size + offset} bytes for packing {size} "
            f"bytes at offset {offset} (actual buffer size is {length})"
        )
    view[offset : offset + size] = _packed("pack_into", format, values)


def unpack(format, buffer, /):
    size = calcsize(format)
    buffer = _buffer(buffer)
    if len(buffer) != size:
        raise error(f"unpack requires a buffer of {size} bytes")
    return _unpack(format, buffer, 0)


def unpack_from(format, /, buffer, offset=0):
    size = calcsize(format)
    buffer = _buffer(buffer)
    length = len(buffer)
    if offset < 0:
        if offset + size > 0:
            raise error(f"not enough data to unpack {size} bytes at offset {offset}")
        if offset + length < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
        offset += length
    if length - offset < size:
        raise error(
            f"unpack_from requires a buffer of at least {size + offset} bytes for unpacking "
            f"{size} bytes at offset {offset} (actual buffer size is {length})"
        )
    return _unpack(format, buffer, offset)


def iter_unpack(format, buffer, /):
    size = calcsize(format)
    buffer = _buffer(buffer)
    if size == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(buffer) % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return _parts(format, buffer, size)


def _parts(format, buffer, size):
    for offset in range(0, len(buffer), size):
        yield _unpack(format, buffer, offset)


class Struct:
    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else format.decode("ascii")

    def pack(self, *values):
        return _packed("pack", self.format, values)

    def pack_into(self, buffer, *arguments):
        pack_into(self.format, buffer, *arguments)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)
