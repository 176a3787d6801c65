a = [10, 20, 30]
print(a[0], a[-1], a[-3], a[True])
a[1] = "x"
a[-1] = [a[0]]
print(a)
for index in (3, -4, 10 ** 20):
    try:
        print(a[index])
    except IndexError as error:
        print(error)
    try:
        a[index] = 0
    except IndexError as error:
        print(error)
for index in ("0", 1.0, None, (0,)):
    try:
        a[index]
    except TypeError as error:
        print(error)
    try:
        a[index] = 1
    except TypeError as error:
        print(error)
