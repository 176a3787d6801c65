x = 100
x += 5
print(x)
x -= 10
print(x)
x *= 3
print(x)
x //= 4
print(x)
x %= 50
print(x)
x <<= 40
print(x)
x >>= 38
print(x)
x |= 3
print(x)
x &= 0xF7
print(x)
x ^= 0xFF
print(x)
x **= 3
print(x)
x /= 2
print(x)
