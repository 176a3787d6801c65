data = bytearray(b"a")
for byte in data:
    if len(data) < 6:
        data.append(byte + 1)
print(data)
data.reverse()
print(data, list(data), [chr(byte) for byte in reversed(data)])
first, *rest = data
print(first, rest)
