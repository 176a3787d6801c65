def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: hash(bytearray()))
show(lambda: {bytearray(): 1})
show(lambda: bytearray(b'a') == bytearray(b'a'))
show(lambda: bytearray(b'a') != b'b')
show(lambda: sorted([bytearray(b'b'), bytearray(b'a')]))
show(lambda: bool(bytearray()))
show(lambda: bytes(bytearray(b'a')))
show(lambda: max(bytearray(b'abc')))
