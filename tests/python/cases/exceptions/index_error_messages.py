for f in (lambda: [][0], lambda: [1][5], lambda: (1,)[5], lambda: "abc"[10], lambda: b"abc"[10],
    lambda: range(3)[5], lambda: [].pop(), lambda: [1].pop(5),
          lambda: "{}".format(), lambda: [1, 2][-3], lambda: ()[0]):
    try:
        f()
    except IndexError as error:
        print(error)
a = [1]
try:
    a[3] = 0
except IndexError as error:
    print(error)
try:
    del a[3]
except IndexError as error:
    print(error)
