def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: bytearray(b"it's"))
show(lambda: bytearray(b'say "x"'))
show(lambda: bytearray(b'\'"'))
show(lambda: bytearray(b'\x00\n\xff\\'))
show(lambda: str(bytearray(b'a')))
show(lambda: f"{bytearray(b'a')}")
