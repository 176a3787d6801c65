def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: 1 / 0)
show(lambda: 1 // 0)
show(lambda: 1 % 0)
show(lambda: 1.0 // 0)
show(lambda: 1.0 % 0)
show(lambda: divmod(1, 0))
show(lambda: 0 ** -1)
show(lambda: 1 << -1)
show(lambda: 5 + None)
show(lambda: 5 - 'a')
show(lambda: 5 @ 3)
show(lambda: -'a')
show(lambda: ~1.5)
show(lambda: 5 < 'a')
show(lambda: 1.5 << 2)
show(lambda: 3 in 5)
show(lambda: pow(2, -1, 4))
show(lambda: pow(2, 5, 0))
show(lambda: 10**400 * 1.0)
