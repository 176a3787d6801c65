# Keyed hashes (RFC 2104).

import hashlib

digest_size = None


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a = a.encode("ascii")
        b = b.encode("ascii")
    elif isinstance(a, str) or isinstance(b, str):
        names = f"'{type(a).__name__}' and '{type(b).__name__}'"
        raise TypeError(f"unsupported operand types(s) or combination of types: {names}")
    elif not isinstance(a, (bytes, bytearray)) or not isinstance(b, (bytes, bytearray)):
        value = b if isinstance(a, (bytes, bytearray)) else a
        name = type(value).__name__
        raise TypeError(f"a bytes-like object is required, not '{name}'")
    if len(a) != len(b):
        return False
    # All bytes are looked at, whatever differs.
    difference = 0
    for left, right in zip(a, b):
        difference |= left ^ right
    return difference == 0


class HMAC:
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            name = type(key).__name__
            raise TypeError("key: expected bytes or bytearray, but got %r" % name)
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._inner = _hasher(digestmod)
        self._outer = self._inner.copy()
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        if len(key) > self.block_size:
            long = self._inner.copy()
            long.update(key)
            key = long.digest()
        key = bytes(key) + b"\0" * (self.block_size - len(key))
        self._outer.update(bytes([byte ^ 0x5C for byte in key]))
        self._inner.update(bytes([byte ^ 0x36 for byte in key]))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return "hmac-" + self._inner.name

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        return other

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def _hasher(digestmod):
    if isinstance(digestmod, str):
        return hashlib.new(digestmod)
    if callable(digestmod):
        return digestmod()
    return digestmod.new()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
