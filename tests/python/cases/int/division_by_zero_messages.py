for name, f in (
    ("floordiv", lambda: 1 // 0),
    ("truediv", lambda: 1 / 0),
    ("mod", lambda: 1 % 0),
    ("divmod", lambda: divmod(1, 0)),
    ("big floordiv", lambda: 10 ** 30 // 0),
    ("big truediv", lambda: 10 ** 30 / 0),
    ("big mod", lambda: 10 ** 30 % 0),
    ("pow", lambda: 0 ** -1),
    ("bool", lambda: True // False),
):
    try:
        f()
    except ZeroDivisionError as error:
        print(name, "|", error)
