def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"xy")
show(lambda: data.append(256))
show(lambda: data.append(-1))
show(lambda: data.append('a'))
show(lambda: data.insert(0, 300))
show(lambda: data.extend([1, 300]))
show(lambda: data.extend('ab'))
show(lambda: data.extend([None]))
show(lambda: data)
