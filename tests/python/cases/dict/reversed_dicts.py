def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list(reversed({1: 'a', 2: 'b'})))
show(lambda: list(reversed({1: 'a', 2: 'b'}.values())))
show(lambda: list(reversed({1: 'a', 2: 'b'}.items())))
show(lambda: list(reversed({1: 'a', 2: 'b'}.keys())))
show(lambda: reversed({1, 2}))
