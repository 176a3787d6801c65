data = bytearray(b"abcdef")
view = memoryview(data)
view[0] = 90
view[1:3] = b"XY"
view[3:][1:] = bytearray(b"12")
print(data)
view[::2] = b"..."
print(data)
for key, value in ((0, 300), (0, "a"), (9, 1), (slice(0, 2), b"abc"), (slice(0, 2), "ab")):
    try:
        view[key] = value
    except Exception as error:
        print(type(error).__name__, error)
print(data)
