def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'-'.join([memoryview(b'a'), b'b']))
show(lambda: b'ab' + memoryview(b'c'))
show(lambda: int.from_bytes(memoryview(b'\x01\x00'), 'big'))
show(lambda: str(memoryview(b'abc'), 'ascii'))
show(lambda: memoryview(b'abc').hex('-'))
show(lambda: b'abcabc'.count(memoryview(b'bc')))
show(lambda: memoryview('a'))
show(lambda: memoryview(memoryview(b'ab')[1:]).tobytes())
