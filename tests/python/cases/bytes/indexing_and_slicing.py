b = b"hello\xff"
print(b[0], b[-1], b[1:3], b[::-1], b[::2], b[5:], b[10:], list(b), [x for x in b[:2]])
for f in (lambda: b[6], lambda: b[-7], lambda: b["a"]):
    try:
        f()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    b[0] = 1
except TypeError as error:
    print(error)
