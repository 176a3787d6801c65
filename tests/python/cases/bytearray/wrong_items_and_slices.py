def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"abc")


def put(key, value):
    data[key] = value


show(lambda: put(0, 256))
show(lambda: put(0, 'a'))
show(lambda: put(9, 1))
show(lambda: put('a', 1))
show(lambda: put(slice(0, 1), 'a'))
show(lambda: put(slice(0, 1), 5))
show(lambda: put(slice(0, 3, 2), b'abc'))
show(lambda: put(slice(0, 1), [300]))
show(lambda: data[9])
show(lambda: data['a'])
show(lambda: data)
