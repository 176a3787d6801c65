def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


words = memoryview(bytearray(8)).cast("I")
words[0] = 70000
words[1] = 2**32 - 1
show(lambda: (words.tolist(), words.nbytes, len(words), words.format))
show(lambda: bytes(words))
show(lambda: memoryview(b'\xff\x01').cast('b').tolist())
show(lambda: memoryview(b'ab').cast('c').tolist())
show(lambda: memoryview(b'abc').cast('I'))
show(lambda: words.cast('H'))
show(lambda: words.cast('B').tolist())
show(lambda: memoryview(b'ab').cast('z'))
