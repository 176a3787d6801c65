def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"ab")
show(lambda: data + b'c')
show(lambda: b'c' + data)
show(lambda: data + bytearray(b'd'))
show(lambda: data * 2)
show(lambda: 3 * data)
show(lambda: data * 0)
show(lambda: data + 'a')
show(lambda: data + 5)
show(lambda: data == b'ab')
show(lambda: b'ab' == data)
show(lambda: data < b'b')
show(lambda: data < 'b')
show(lambda: 97 in data)
show(lambda: b'b' in data)
show(lambda: 'a' in data)
show(lambda: data[::-1])
show(lambda: (data[0], data[-1]))
