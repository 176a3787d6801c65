def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: 'é'.encode('latin1'))
show(lambda: 'é'.encode('L1'))
show(lambda: 'a'.encode('us-ascii'))
show(lambda: 'é'.encode('UTF8'))
show(lambda: 'a'.encode('nope'))
show(lambda: 'a'.encode(5))
show(lambda: b'a'.decode('nope'))
show(lambda: str(b'a', 'nope'))
show(lambda: '€'.encode('cp1252'))
show(lambda: b'\x80'.decode('windows-1252'))
show(lambda: b'\x81'.decode('cp1252'))
