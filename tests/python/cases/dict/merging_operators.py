def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


a = {"x": 1, "y": 2}
b = {"y": 3, "z": 4}
c = a.copy()
c |= b
print(c)
c |= [("w", 0)]
print(c)
show(lambda: a | b)
show(lambda: b | a)
show(lambda: a | [('z', 1)])
show(lambda: a | 5)
show(lambda: a)
