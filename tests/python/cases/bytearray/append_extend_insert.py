def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"ab")
data.append(99)
data.extend(b"de")
data.extend([102, 103])
data.extend(x for x in (1, 2))
data.insert(0, 65)
data.insert(-1, 66)
data.insert(100, 67)
data.insert(-100, 68)
print(data, len(data))
show(lambda: data)
