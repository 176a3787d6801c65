def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"abcdef")
show(lambda: data.pop())
show(lambda: data.pop(0))
show(lambda: data.pop(-2))
show(lambda: data.pop(100))
show(lambda: bytearray().pop())
show(lambda: data.remove(99))
show(lambda: data.remove(250))
show(lambda: data.remove(256))
show(lambda: data)
