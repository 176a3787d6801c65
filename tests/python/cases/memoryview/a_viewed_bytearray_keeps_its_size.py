data = bytearray(b"abc")
view = memoryview(data)
for change in (lambda: data.append(1), lambda: data.extend(b"12"), lambda: data.clear()):
    try:
        change()
    except BufferError as error:
        print(error)
data[0] = 120
data[1:3] = b"yz"
view.release()
data.append(33)
print(data)
