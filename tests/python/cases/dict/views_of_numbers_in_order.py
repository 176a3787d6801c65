def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


x = dict.fromkeys([1, 9, 17, 25, 33], 0)
y = dict.fromkeys([33, 9, 64, 8], 0)
show(lambda: x.keys() & y.keys())
show(lambda: x.keys() | y.keys())
show(lambda: x.keys() - y.keys())
show(lambda: x.keys() ^ y.keys())
show(lambda: x.keys() & {9, 17})
show(lambda: {9, 17, 5} & x.keys())
show(lambda: x.items() & y.items())
