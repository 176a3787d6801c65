# The checksums of zlib. Compression is not here.

from _binary import adler32 as _adler32, crc32 as _crc32


class error(Exception):
    pass


def _bytes(data):
    return data if isinstance(data, (bytes, bytearray, str)) else bytes(data)


def crc32(data, value=0, /):
    return _crc32(_bytes(data), value)


def adler32(data, value=1, /):
    return _adler32(_bytes(data), value)
