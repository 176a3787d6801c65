# Hash functions. A running hash is a bytes object, which the virtual machine takes further.

import _hash

algorithms_guaranteed = {
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384",
    "sha3_512", "shake_128", "shake_256", "blake2b", "blake2s",
}
algorithms_available = set(algorithms_guaranteed)


def _checked(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    if hasattr(data, "tobytes"):
        return data.tobytes()
    raise TypeError("object supporting the buffer API required")


class HASH:
    def __init__(self, name, state, digest_size, block_size):
        self.name = name
        self._state = state
        self.digest_size = digest_size
        self.block_size = block_size

    def update(self, data, /):
        self._state = _hash.update(self._state, _checked(data))

    def digest(self):
        return _hash.digest(self._state, 0)

    def hexdigest(self):
        return _hash.digest(self._state, 0).hex()

    def copy(self):
        return self.__class__(self.name, self._state, self.digest_size, self.block_size)

    def __repr__(self):
        return f"<{self.name} {self.__class__.__name__} object @ {hex(id(self))}>"


class HASHXOF(HASH):
    def digest(self, length, /):
        if length > 65536:
            raise NotImplementedError("a digest of more than 64 KiB")
        if length < 0:
            raise ValueError("value must be positive")
        return _hash.digest(self._state, length)

    def hexdigest(self, length, /):
        return self.digest(length).hex()


def _made(name, data):
    digest_size, block_size = _hash.sizes(name)
    kind = HASH if digest_size else HASHXOF
    made = kind(name, _hash.new(name, None, b""), digest_size, block_size)
    if data != b"":
        made.update(data)
    return made


def new(name, data=b"", *, usedforsecurity=True, **options):
    if not isinstance(name, str):
        raise TypeError(f"new() argument 'name' must be str, not {type(name).__name__}")
    known = name.lower().replace("-", "_") if name.lower()[:5] == "sha3-" else name.lower()
    if known.startswith("sha-"):
        known = "sha" + known[4:]
    if known in ("blake2b", "blake2s"):
        return (blake2b if known == "blake2b" else blake2s)(data, **options)
    if known not in algorithms_guaranteed:
        raise ValueError("unsupported hash type " + name)
    return _made(known, data)


def md5(string=b"", *, usedforsecurity=True):
    return _made("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return _made("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return _made("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return _made("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return _made("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return _made("sha512", string)


def sha3_224(string=b"", *, usedforsecurity=True):
    return _made("sha3_224", string)


def sha3_256(string=b"", *, usedforsecurity=True):
    return _made("sha3_256", string)


def sha3_384(string=b"", *, usedforsecurity=True):
    return _made("sha3_384", string)


def sha3_512(string=b"", *, usedforsecurity=True):
    return _made("sha3_512", string)


def shake_128(string=b"", *, usedforsecurity=True):
    return _made("shake_128", string)


def shake_256(string=b"", *, usedforsecurity=True):
    return _made("shake_256", string)


def blake2b(data=b"", /, *, digest_size=64, key=b"", salt=b"", person=b"", fanout=1, depth=1,
            leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False,
            usedforsecurity=True):
    tree = fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node
    return _blake2("blake2b", data, digest_size, key, salt, person, tree, 64)


def blake2s(data=b"", /, *, digest_size=32, key=b"", salt=b"", person=b"", fanout=1, depth=1,
            leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False,
            usedforsecurity=True):
    tree = fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node
    return _blake2("blake2s", data, digest_size, key, salt, person, tree, 32)


def _blake2(name, data, digest_size, key, salt, person, tree, most):
    if tree != (1, 1, 0, 0, 0, 0, False):
        raise NotImplementedError(name + " in tree mode")
    if digest_size <= 0 or digest_size > most:
        raise ValueError(f"digest_size must be between 1 and {most} bytes")
    part = most // 4
    if len(salt) > part:
        raise ValueError(f"maximum salt length is {part} bytes")
    if len(person) > part:
        raise ValueError(f"maximum person length is {part} bytes")
    if len(key) > most:
        raise ValueError(f"maximum key length is {most} bytes")
    block = bytearray(64)
    block[0] = digest_size
    block[1] = len(key)
    block[2] = block[3] = 1
    middle = most // 2
    block[middle : middle + len(salt)] = salt
    block[middle + part : middle + part + len(person)] = person
    state = _hash.new(name, bytes(block), bytes(key))
    made = HASH(name, state, digest_size, 2 * most)
    if data != b"":
        made.update(data)
    return made


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    sizes = _hash.sizes(hash_name)
    if sizes is None or not sizes[0] or hash_name.startswith("blake2"):
        raise ValueError("unsupported hash type")
    password = _checked(password)
    salt = _checked(salt)
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if dklen is None:
        dklen = sizes[0]
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    key = bytearray()
    number = 1
    while len(key) < dklen:
        key += _hash.pbkdf2(hash_name, password, salt, iterations, number)
        number += 1
    return bytes(key[:dklen])


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    while True:
        data = fileobj.read(4096)
        if not data:
            return made
        made.update(data)
