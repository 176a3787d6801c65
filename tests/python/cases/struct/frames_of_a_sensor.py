import struct
from binascii import crc32, hexlify

HEADER = struct.Struct("<2sBBH")


def pack(kind, values):
    body = struct.pack(f"<{len(values)}h", *(round(v * 100) for v in values))
    frame = HEADER.pack(b"SN", kind, len(values), len(body)) + body
    return frame + struct.pack("<I", crc32(frame))


def unpack(frame):
    if len(frame) < HEADER.size + 4:
        raise ValueError(f"{len(frame)} bytes are no frame")
    *_, check = struct.unpack_from("<I", frame, len(frame) - 4)
    if crc32(frame[:-4]) != check:
        raise ValueError(f"checksum {check:08x}")
    magic, kind, count, size = HEADER.unpack_from(frame)
    assert magic == b"SN" and size == 2 * count
    return kind, [v / 100 for (v,) in struct.iter_unpack("<h", frame[HEADER.size:-4])]


frame = pack(7, [21.5, -3.25, 0, 327.67])
print(hexlify(frame, "-", 4), unpack(frame))
damaged = bytearray(frame)
damaged[6] ^= 1
for bad in (damaged, frame[:5], b""):
    try:
        unpack(bytes(bad))
    except ValueError as error:
        print(error)
try:
    pack(1, [400])
except struct.error as error:
    print(error)
