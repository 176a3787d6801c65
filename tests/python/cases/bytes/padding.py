def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'ab'.center(7))
show(lambda: b'ab'.center(7, b'*'))
show(lambda: b'ab'.ljust(5, b'.'))
show(lambda: b'ab'.rjust(5, bytearray(b'+')))
show(lambda: b'-12'.zfill(6))
show(lambda: b'+'.zfill(3))
show(lambda: b'ab'.zfill(1))
show(lambda: b'a\tb'.expandtabs())
show(lambda: b'a\tb'.expandtabs(4))
show(lambda: b'ab'.center(9, b'ab'))
show(lambda: b'ab'.center(9, 'a'))
show(lambda: b'ab'.zfill('a'))
