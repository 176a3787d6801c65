print(round(5), round(15, -1), round(25, -1), round(35, -1), round(-15, -1), round(149, -2),
    round(150, -2), round(250, -2))
print(round(10 ** 20 + 5, -1), round(10 ** 20 + 15, -1), round(7, 3), round(7, -5), round(True))
print(round(2 ** 64, -18), round(-2 ** 64, -18))
for bad in ("1", None, []):
    try:
        round(bad)
    except TypeError as error:
        print(error)
for text in ("inf", "nan"):
    try:
        round(float(text))
    except (OverflowError, ValueError) as error:
        print(error)
print(round(float("inf"), 2), round(float("nan"), 2))
