word = 0xDEADBEEF
print(word & 0xFF, (word >> 8) & 0xFF, word >> 24)
print(hex(((word & 0xFF) << 24) | ((word & 0xFF00) << 8) | ((word >> 8) & 0xFF00) | (word >> 24)))

def signed16(value):
    return value - 0x10000 if value & 0x8000 else value

print(signed16(0x7FFF), signed16(0x8000), signed16(0xFFFF), signed16(0))
crc = 0xFFFF
for byte in b"123456789":
    crc ^= byte << 8
    for _ in range(8):
        if crc & 0x8000:
            crc = ((crc << 1) ^ 0x1021) & 0xFFFF
        else:
            crc = (crc << 1) & 0xFFFF
print(hex(crc))
flags = 0
for bit in (0, 3, 5):
    flags |= 1 << bit
print(bin(flags), flags & (1 << 3) != 0, flags & (1 << 4) != 0, flags & ~(1 << 3))
