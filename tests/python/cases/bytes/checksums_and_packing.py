def crc8(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = ((crc << 1) ^ 0x31) & 0xFF if crc & 0x80 else crc << 1
    return crc

print(crc8(b"123456789"), crc8(b""), crc8(bytes(range(256))))

def pack(values):
    return b"".join(value.to_bytes(2, "big") for value in values)

packed = pack([1, 258, 65535])
print(packed, packed.hex(), [int.from_bytes(packed[i:i + 2], "big") for i in range(0, len(packed),
    2)])

def adler(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a

print(hex(adler(b"Wikipedia")), hex(adler(b"x" * 5000)))
