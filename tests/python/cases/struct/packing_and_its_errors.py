import struct


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except (struct.error, TypeError, OverflowError) as error:
        print(type(error).__name__, error)


for order in "@<>":
    for code in "bBhHiIlLqQ":
        for value in (1 << 70, -(1 << 70), -1, 1 << 63, (1 << 64) - 1, 1 << 32, 1 << 16, 256, 7):
            attempt(struct.pack, order + code, value)
for arguments in (
    ("i", "a"), ("<d", "a"), ("<f", 1e100), ("e", 65520.0), ("e", 1.5), ("c", b"ab"), ("3s", b"abcd"),
    ("5p", b"ab"), ("?", []), ("2i", 1), ("z", 1), ("3",), ("0i",), ("bi", 1, 2), ("<bi", 1, 2),
    ("!H", 1), ("2 h", 1), (" i  h", 1, 2), ("s", "a"), ("99999999999999999999i",),
):
    attempt(struct.pack, *arguments)
attempt(struct.unpack, "i", b"abc")
attempt(struct.unpack, "<hbx3s", b"\x01\x02\x03\x04abc")
attempt(struct.unpack_from, "i", b"abcdef", 4)
attempt(struct.unpack_from, "h", b"abcdef", -2)
attempt(struct.unpack_from, "i", b"abcdef", -3)
buffer = bytearray(6)
struct.pack_into(">H", buffer, 2, 513)
print(buffer, list(struct.iter_unpack("<H", buffer)), struct.calcsize("@bq0l"))
attempt(struct.pack_into, "i", buffer, 4, 1)
record = struct.Struct("<ih")
print(record.format, record.size, record.pack(1, 2), record.unpack(b"\x01\0\0\0\x02\0"))
