def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'hello'.translate(bytes.maketrans(b'el', b'ip')))
show(lambda: b'hello'.translate(None, b'l'))
show(lambda: b'hello'.translate(None, delete=b'lo'))
show(lambda: b'hello'.translate(bytes(range(256))[::-1]))
show(lambda: b'hello'.translate(b'abc'))
show(lambda: bytes.maketrans(b'a', b'bc'))
show(lambda: bytes.maketrans(b'ab', b'xy')[96:100])
