def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


view = memoryview(b"hello")
show(lambda: (len(view), view[0], view[-1]))
show(lambda: view[1:4].tobytes())
show(lambda: view[::2].tolist())
show(lambda: view[::-1].tobytes())
show(lambda: bytes(view[2:]))
show(lambda: list(view))
show(lambda: view[50])
show(lambda: view['a'])
show(lambda: 101 in view)
