def head(data):
    start = memoryview(data)[:2].tobytes()
    del data[:2]
    return start


data = bytearray(b"abcdef")
print(head(data), data)
