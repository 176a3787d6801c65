def attempt(f):
    try:
        print(f())
    except ArithmeticError as error:
        print(type(error).__name__, error)

attempt(lambda: 2.0 ** 10000)
attempt(lambda: 10 ** 400 / 3)
attempt(lambda: float(10 ** 400))
attempt(lambda: int(float("inf")))
attempt(lambda: 1 / 0)
attempt(lambda: 1.0 / 0)
attempt(lambda: 1 // 0)
attempt(lambda: 0 ** -1)
attempt(lambda: 0.0 ** -1)
attempt(lambda: chr(2 ** 40))
attempt(lambda: [0] * 2 ** 70)
attempt(lambda: "a" * 2 ** 70)
attempt(lambda: 1 << 2 ** 70)
attempt(lambda: range(2 ** 70)[2 ** 69])
