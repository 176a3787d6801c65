data = bytearray(b"ab")
same = data
data += b"c"
data.extend([100, 101])
data *= 2
print(data, same is data)
data = data + b"!"
print(data, same is data)
