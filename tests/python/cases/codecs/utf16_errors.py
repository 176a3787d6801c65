def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'\x00'.decode('utf-16-le'))
show(lambda: b'\x00\xd8'.decode('utf-16-le'))
show(lambda: b'\x00\xdc'.decode('utf-16-le'))
show(lambda: b'\x00\xd8a\x00'.decode('utf-16-le'))
show(lambda: b'\x00\xd8a\x00'.decode('utf-16-le', 'replace'))
show(lambda: b'\xff\xfea\x00'.decode('utf-16'))
show(lambda: b'\xfe\xff\x00a'.decode('utf-16'))
show(lambda: b'\x00\x00\x11\x00'.decode('utf-32-le'))
show(lambda: b'abc'.decode('utf-32-le'))
