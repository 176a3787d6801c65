for name, f in (
    ("truediv", lambda: 1.0 / 0),
    ("truediv float", lambda: 1 / 0.0),
    ("negative zero", lambda: 1.0 / -0.0),
    ("power", lambda: 0.0 ** -1),
    ("power float", lambda: 0.0 ** -0.5),
):
    try:
        print(f())
    except ZeroDivisionError as error:
        print(name, "|", error)
for f in (lambda: 1.0 // 0, lambda: 1 % 0.0, lambda: divmod(1.0, 0.0)):
    try:
        print(f())
    except ZeroDivisionError as error:
        print("ZeroDivisionError", str(error).startswith("float"))
