s, l, t, b, r = "abcdef", list(range(6)), tuple(range(6)), b"abcdef", range(0, 60, 10)
forms = [slice(None), slice(2), slice(2, None), slice(-2, None), slice(None, -2), slice(1, 5, 2),
      slice(None, None, -1),
         slice(4, 1, -1), slice(-1, -7, -2), slice(10, 20), slice(-100, 100), slice(3,
               3), slice(5, 2), slice(None, None, 3)]
for form in forms:
    print(s[form], l[form], t[form], b[form], list(r[form]), form.indices(6))
for bad in [slice(None, None, 0), slice("a"), slice(1.5)]:
    for seq in (s, l, r):
        try:
            seq[bad]
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
x = list(range(10))
x[2:5] = "ab"
x[::3] = [0] * len(x[::3])
del x[1::4]
x[len(x):] = [7, 8]
x[:0] = ["start"]
print(x, x[-3:][::-1], [1, 2, 3][::-1][0], "hello"[::-1][1:-1])
try:
    x[::2] = [1]
except ValueError as error:
    print(error)
try:
    x[1:3] = 5
except TypeError as error:
    print(error)
