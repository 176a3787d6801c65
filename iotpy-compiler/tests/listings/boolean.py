def f(a, b, c):
    x = a and b or c
    y = not a
    z = a or b
    if not (a and b) or c:
        x = y
    z = z and 1
    return a if b and c else (x or y)


f(1, 2, 3)
