# Base64 and its relatives (RFC 4648), Ascii85 and Base85.

import binascii

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode",
    "b32decode", "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode",
    "b85decode", "a85encode", "a85decode", "standard_b64encode", "standard_b64decode",
    "urlsafe_b64encode", "urlsafe_b64decode",
]

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_B85 = (
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
)
_LINE = 57


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return s
    if hasattr(s, "tobytes"):
        return s.tobytes()
    raise TypeError(
        "argument should be a bytes-like object or ASCII string, "
        f"not {s.__class__.__name__!r}"
    ) from None


def _plain(s):
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    if hasattr(s, "tobytes"):
        return s.tobytes()
    name = type(s).__name__
    raise TypeError(f"memoryview: a bytes-like object is required, not '{name}'")


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(bytes.maketrans(b"+/", b"-_"))


def urlsafe_b64decode(s):
    s = _bytes_from_decode_data(s)
    return b64decode(s.translate(bytes.maketrans(b"-_", b"+/")))


def _b32encode(alphabet, s):
    s = _plain(s)
    encoded = bytearray()
    for start in range(0, len(s), 5):
        part = s[start : start + 5]
        number = int.from_bytes(part, "big") << 8 * (5 - len(part))
        for shift in range(35, -1, -5):
            encoded.append(alphabet[number >> shift & 31])
        missing = 5 - len(part)
        if missing:
            pads = (0, 1, 3, 4, 6)[missing]
            encoded[len(encoded) - pads :] = b"=" * pads
    return bytes(encoded)


def _b32decode(alphabet, s, casefold, map01):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    size = len(s)
    s = s.rstrip(b"=")
    pads = size - len(s)
    decoded = bytearray()
    number = 0
    for start in range(0, len(s), 8):
        number = 0
        part = s[start : start + 8]
        for byte in part:
            value = alphabet.find(byte)
            if value < 0:
                raise binascii.Error("Non-base32 digit found")
            number = (number << 5) + value
        decoded += (number << 5 * (8 - len(part))).to_bytes(5, "big")
    if size % 8 or pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if pads and decoded:
        decoded = decoded[: len(decoded) - (0, 1, 0, 2, 3, 0, 4)[pads]]
    return bytes(decoded)


def b32encode(s):
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    return _b32encode(_B32HEX, s)


def b32hexdecode(s, casefold=False):
    return _b32decode(_B32HEX, s, casefold, None)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    for byte in s:
        if byte not in b"0123456789ABCDEF":
            raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def _85encode(s, digits, pad, foldnuls, foldspaces):
    s = _plain(s)
    missing = -len(s) % 4
    if missing:
        s += b"\0" * missing
    groups = []
    for start in range(0, len(s), 4):
        number = int.from_bytes(s[start : start + 4], "big")
        if foldnuls and number == 0:
            groups.append(b"z")
        elif foldspaces and number == 0x20202020:
            groups.append(b"y")
        else:
            group = bytearray(5)
            for place in (4, 3, 2, 1, 0):
                group[place] = digits[number % 85]
                number //= 85
            groups.append(bytes(group))
    if missing and not pad:
        if groups[-1] == b"z":
            groups[-1] = digits[0:1] * 5
        groups[-1] = groups[-1][: 5 - missing]
    return b"".join(groups)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    digits = bytes(range(33, 118))
    result = _85encode(b, digits, pad, True, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[at : at + wrapcol] for at in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    if adobe:
        result += b"~>"
    return result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = bytes(_bytes_from_decode_data(b))
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError(
                "Ascii85 encoded byte sequences must end with {!r}".format(b"~>")
            )
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    decoded = bytearray()
    group = []
    for byte in b + b"u" * 4:
        if 33 <= byte <= 117:
            group.append(byte - 33)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = 85 * number + digit
                if number >> 32:
                    raise ValueError("Ascii85 overflow")
                decoded += number.to_bytes(4, "big")
                group = []
        elif byte == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            decoded += b"\0\0\0\0"
        elif foldspaces and byte == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            decoded += b"    "
        elif byte not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % byte)
    padding = 4 - len(group)
    if padding:
        decoded = decoded[:-padding]
    return bytes(decoded)


def b85encode(b, pad=False):
    return _85encode(b, _B85, pad, False, False)


def b85decode(b):
    b = _bytes_from_decode_data(b)
    padding = -len(b) % 5
    b = bytes(b) + b"~" * padding
    decoded = bytearray()
    for start in range(0, len(b), 5):
        number = 0
        for place in range(start, start + 5):
            value = _B85.find(b[place])
            if value < 0:
                raise ValueError("bad base85 character at position %d" % place)
            number = 85 * number + value
        if number >> 32:
            raise ValueError("base85 overflow in hunk starting at byte %d" % start)
        decoded += number.to_bytes(4, "big")
    if padding:
        decoded = decoded[:-padding]
    return bytes(decoded)


def _checked(s):
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    if hasattr(s, "tobytes"):
        return s.tobytes()
    raise TypeError("expected bytes-like object, not %s" % s.__class__.__name__)


def encodebytes(s):
    s = _checked(s)
    lines = [
        binascii.b2a_base64(s[start : start + _LINE]) for start in range(0, len(s), _LINE)
    ]
    return b"".join(lines)


def decodebytes(s):
    return binascii.a2b_base64(_checked(s))


def encode(input, output):
    while True:
        s = input.read(_LINE)
        if not s:
            break
        while len(s) < _LINE:
            more = input.read(_LINE - len(s))
            if not more:
                break
            s += more
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    while True:
        line = input.readline()
        if not line:
            break
        output.write(binascii.a2b_base64(line))
