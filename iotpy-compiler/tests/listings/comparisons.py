def f(a, b, c):
    x = a == b
    x = a < b <= c
    x = a is None
    x = a is not b
    x = a in b
    x = a not in (1, 2)
    if a < b < c:
        x = 1
    if a is None or b is not None:
        x = 2
    if a == 5 and b != -3 and c >= 127 and 1 < a:
        x = 3
    if a > 128 or a in b or c not in b:
        x = 4
    while a is b:
        x = 5
    return x


f(1, 2, 3)
