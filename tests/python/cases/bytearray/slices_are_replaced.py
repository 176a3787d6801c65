data = bytearray(b"0123456789")
data[2:4] = b"XYZ"
print(data)
data[2:5] = b""
print(data)
data[1:1] = [1, 2]
print(data)
data[::3] = b"...."
print(data)
data[5:] = data[:2]
print(data)
data[1:2] = data
print(data)
data[:] = bytearray(b"new")
print(data)
