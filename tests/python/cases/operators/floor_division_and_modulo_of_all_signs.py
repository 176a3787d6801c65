for a in (7, -7, 7.5, -7.5, 0, 10**20, -(10**20)):
    for b in (2, -2, 3, -3, 0.5):
        q, r = divmod(a, b)
        print(a, b, q, r, a // b == q, a % b == r, q * b + r == a)
for a, b in ((1, 0), (1.0, 0), (1, 0.0), (0, 0)):
    for name, operation in (
        ("//", lambda a, b: a // b), ("%", lambda a, b: a % b), ("divmod", divmod),
        ("/", lambda a, b: a / b),
    ):
        try:
            print(operation(a, b))
        except ZeroDivisionError as error:
            print(a, name, b, error)
