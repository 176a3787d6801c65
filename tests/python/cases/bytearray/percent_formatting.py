def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: bytearray(b'%d-%s') % (5, b'x'))
show(lambda: bytearray(b'%x') % 255)
show(lambda: bytearray(b'%s') % 'a')
