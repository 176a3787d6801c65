def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'\x01\xab\xff\x10\x20'.hex())
show(lambda: b'\x01\xab\xff\x10\x20'.hex('-'))
show(lambda: b'\x01\xab\xff\x10\x20'.hex(':', 2))
show(lambda: b'\x01\xab\xff\x10\x20'.hex('_', -2))
show(lambda: b'\x01\xab'.hex(sep=' ', bytes_per_sep=3))
show(lambda: b'\x01\xab'.hex(b'.'))
show(lambda: b'\x01'.hex('ab'))
show(lambda: b'\x01'.hex('é'))
show(lambda: bytes.fromhex('01 aB\nff'))
show(lambda: bytes.fromhex('0'))
show(lambda: bytes.fromhex('0g'))
