def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: pow(3, -1, 7))
show(lambda: pow(38, -1, 97))
show(lambda: pow(5, -3, 11))
show(lambda: pow(2, 5, -7))
show(lambda: pow(-2, 5, 7))
show(lambda: pow(7, 0, 1))
show(lambda: pow(2.0, 3, 5))
show(lambda: pow(2, 3, 'a'))
show(lambda: (divmod(-7, 3), divmod(7, -3), divmod(7.5, 2)))
show(lambda: divmod(10**30, 7))
show(lambda: divmod(-5, float('inf')))
show(lambda: divmod('a', 1))
show(lambda: (round(1250, -2), round(1350, -2), round(15, -1), round(-15, -1)))
show(lambda: round(2.675, 2))
show(lambda: round('a'))
show(lambda: round(1.5, 'a'))
