def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: '\udc80a'.encode('utf-8', 'surrogateescape'))
show(lambda: '\ud800'.encode('utf-8', 'surrogateescape'))
show(lambda: '\ud800'.encode('utf-8', 'surrogatepass'))
show(lambda: b'\xed\xa0\x80'.decode('utf-8', 'surrogatepass'))
show(lambda: b'\xed\xa0\x80'.decode('utf-8'))
show(lambda: '\ud800'.encode('utf-16-le', 'surrogatepass'))
show(lambda: b'\x00\xd8'.decode('utf-16-le', 'surrogatepass'))
show(lambda: '\ud800'.encode('utf-8'))
show(lambda: 'ab\ud800\udc00'.encode('utf-8'))
show(lambda: b'\xff'.decode('utf-8', 'surrogateescape').encode('utf-8', 'surrogateescape'))
