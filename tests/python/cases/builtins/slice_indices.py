def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: slice(1, 10, 2).indices(5))
show(lambda: slice(None, None, -1).indices(5))
show(lambda: slice(-3, None).indices(2))
show(lambda: slice(10**30).indices(10**25))
show(lambda: slice(None).indices(-1))
show(lambda: slice(None).indices('a'))
show(lambda: slice(None, None, 0).indices(3))
show(lambda: slice('a').indices(3))
show(lambda: slice(1, 2) == slice(1, 2, None))
show(lambda: slice(1) < slice(2))
show(lambda: slice(1, 'a', 2.5))
show(lambda: (slice(5).start, slice(5).stop, slice(5).step))
