def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


view = memoryview(b"hello")
show(lambda: (view.format, view.itemsize, view.nbytes, view.ndim))
show(lambda: (view.shape, view.strides))
show(lambda: (view.readonly, memoryview(bytearray(2)).readonly))
show(lambda: view.obj)
show(lambda: (view.contiguous, view[::2].contiguous))
show(lambda: view.toreadonly().readonly)
show(lambda: view.nothing)
