five, nothing, function = 5, None, len
for f in (lambda: five[0], lambda: nothing[0], lambda: function[0], lambda: nothing["k"],
    lambda: five["a"], lambda: set("a")[0], lambda: five[1:2]):
    try:
        f()
    except TypeError as error:
        print(error)
for target in (five, nothing, "text", (1,), {1}, len, b"x", range(3)):
    try:
        target[0] = 1
    except TypeError as error:
        print(error)
    try:
        del target[0]
    except TypeError as error:
        print(error)
