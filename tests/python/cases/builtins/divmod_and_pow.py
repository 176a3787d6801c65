print(divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(7.5, 2), divmod(-7.5, 2), divmod(2 ** 70,
    10 ** 9), divmod(True, 2), divmod(0, 5), divmod(5, 0.3))
print(pow(2, 3), pow(2, -2), pow(2.5, 2), pow(2, 3, 5), pow(0, 0), pow(-2, 3), pow(10, 20),
    pow(2, 0.5), pow(base=2, exp=5), pow(2, 5, mod=7))
for f in (lambda: divmod("a", 1), lambda: pow("a", 2), lambda: pow(2.5, 2, 3), lambda: pow(2, 1.5,
    3), lambda: divmod(1)):
    try:
        f()
    except TypeError as error:
        print(error)
