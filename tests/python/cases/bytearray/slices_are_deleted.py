data = bytearray(b"0123456789")
del data[0]
print(data)
del data[-2:]
print(data)
del data[::2]
print(data)
del data[::-2]
print(data)
del data[10:]
print(data)
data.clear()
print(data)
