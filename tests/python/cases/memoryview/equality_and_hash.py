def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: memoryview(b'abc') == b'abc')
show(lambda: b'abc' == memoryview(b'abc'))
show(lambda: memoryview(b'abc') == bytearray(b'abc'))
show(lambda: memoryview(b'abc')[::2] == b'ac')
show(lambda: memoryview(b'abc') == 'abc')
show(lambda: memoryview(b'a') != memoryview(b'b'))
show(lambda: hash(memoryview(b'abc')) == hash(b'abc'))
show(lambda: hash(memoryview(bytearray(b'a'))))
show(lambda: memoryview(b'a') < memoryview(b'b'))
