def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


things = [
    iter([]), iter(()), iter({}), iter({1}), iter(range(3)), iter(range(10**20)), iter(b""),
    iter(bytearray()), iter({}.values()), iter({}.items()), reversed([]), reversed(()),
    reversed({}), reversed({}.values()), reversed({}.items()), zip(), enumerate([]),
    map(str, []), filter(None, []), {}.keys(), {}.values(), {}.items(), iter(len, 1),
]
show(lambda: [type(x).__name__ for x in things])
