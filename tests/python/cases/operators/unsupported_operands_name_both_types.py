class Thing:
    pass

values = [1, 2.5, "s", b"b", [1], (1,), {1}, {1: 2}, None, Thing(), True, range(3)]
for operator, operation in (
    ("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("<<", lambda a, b: a << b),
    ("@", lambda a, b: a @ b), ("|", lambda a, b: a | b), ("<", lambda a, b: a < b),
    ("**", lambda a, b: a ** b),
):
    for a in values[:9]:
        for b in values[1::3]:
            try:
                operation(a, b)
            except TypeError as error:
                print(operator, error)
for unary in (lambda a: -a, lambda a: ~a, lambda a: +a):
    for a in values[1:10]:
        try:
            unary(a)
        except TypeError as error:
            print(error)
