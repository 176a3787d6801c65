def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"hello wor")
show(lambda: data.upper())
show(lambda: data.title())
show(lambda: data.center(12, b'*'))
show(lambda: data.zfill(12))
show(lambda: data.split())
show(lambda: data.partition(b' '))
show(lambda: data.replace(b'l', b'L'))
show(lambda: data.strip(b'h'))
show(lambda: data.join([b'1', b'2']))
show(lambda: data.decode())
show(lambda: data.hex())
show(lambda: data.find(b'l'))
show(lambda: data.startswith(b'he'))
show(lambda: data.splitlines())
show(lambda: data.translate(None, b'l'))
show(lambda: data.removeprefix(b'he'))
show(lambda: data.copy())
show(lambda: data.expandtabs(4))
