s = "héllo\U0001F600!"
print(len(s), [s[i] for i in range(len(s))])
print([s[-i] for i in range(1, len(s) + 1)])
for index in (7, -8, 100, 10 ** 20):
    try:
        print(s[index])
    except IndexError as error:
        print(type(error).__name__, error)
for index in ("0", 1.0, None, (1, 2)):
    try:
        s[index]
    except TypeError as error:
        print(error)
print(s[True], s[False])
