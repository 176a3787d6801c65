# Bytes as text: hexadecimal, Base64 and checksums.

from _binary import crc32 as _crc32, crc_hqx as _crc_hqx, of_base64, to_base64


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _ascii(data):
    # What can be decoded: bytes, or a str of ASCII.
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    if isinstance(data, (bytes, bytearray)):
        return data
    if hasattr(data, "tobytes"):
        return data.tobytes()
    name = type(data).__name__
    raise TypeError(f"argument should be bytes, buffer or ASCII string, not '{name}'")


def _bytes(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    if hasattr(data, "tobytes"):
        return data.tobytes()
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


def b2a_hex(data, sep=None, bytes_per_sep=1):
    data = _bytes(data)
    if sep is None:
        return data.hex().encode("ascii")
    return data.hex(sep, bytes_per_sep).encode("ascii")


def a2b_hex(hexstr, /):
    text = bytes(_ascii(hexstr))
    if len(text) % 2:
        raise Error("Odd-length string")
    if not text.isalnum() and text:
        raise Error("Non-hexadecimal digit found")
    try:
        return bytes.fromhex(text.decode("latin1"))
    except ValueError:
        pass
    raise Error("Non-hexadecimal digit found")


hexlify = b2a_hex
unhexlify = a2b_hex


def b2a_base64(data, /, *, newline=True):
    return to_base64(_bytes(data), 1 if newline else 0)


def a2b_base64(data, /, *, strict_mode=False):
    found = of_base64(_ascii(data), 1 if strict_mode else 0)
    if isinstance(found, str):
        raise Error(found)
    return found


def crc32(data, crc=0, /):
    return _crc32(_bytes(data), crc)


def crc_hqx(data, crc, /):
    return _crc_hqx(_bytes(data), crc)
