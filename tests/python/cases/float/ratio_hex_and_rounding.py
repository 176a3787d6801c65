def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


values = [0.0, -0.0, 1.5, 0.1, 1e300, 5e-324, 2.675]
show(lambda: [x.as_integer_ratio() for x in values])
show(lambda: [x.hex() for x in values])
show(lambda: [x.is_integer() for x in values])
show(lambda: [float.fromhex(x.hex()) == x for x in values])
show(lambda: float('inf').as_integer_ratio())
show(lambda: float('nan').as_integer_ratio())
show(lambda: float.fromhex('0x1.8p1'))
show(lambda: float.fromhex('zz'))
show(lambda: float.fromhex(' -inf '))
show(lambda: float.fromhex('0x1p2000'))
show(lambda: [round(x, 2) for x in values])
show(lambda: [round(x) for x in (0.5, 1.5, 2.5, -0.5)])
show(lambda: round(float('nan')))
show(lambda: round(float('inf')))
