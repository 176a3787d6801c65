def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: bytearray())
show(lambda: bytearray(3))
show(lambda: bytearray([1, 2]))
show(lambda: bytearray(b'ab'))
show(lambda: bytearray('é', 'utf-8'))
show(lambda: bytearray(range(3)))
show(lambda: bytearray(memoryview(b'xy')))
show(lambda: bytearray.fromhex('0a ff'))
show(lambda: bytearray(-1))
show(lambda: bytearray('a'))
show(lambda: bytearray([256]))
show(lambda: bytearray(1.5))
