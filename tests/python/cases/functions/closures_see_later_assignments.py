def f():
    def g():
        return x
    x = 1
    first = g()
    x = 2
    return first, g()

print(f())
makers = []
for i in range(3):
    makers.append(lambda: i)
print([m() for m in makers])

def outer():
    fs = []
    for i in range(3):
        def inner():
            return i
        fs.append(inner)
    return [g() for g in fs]

print(outer())

def late():
    def g():
        return value
    try:
        g()
    except NameError as error:
        print(error)
    value = 5
    return g()

print(late())
