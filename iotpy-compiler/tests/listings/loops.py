def f(xs):
    while xs:
        if xs.pop():
            continue
        break
    else:
        print("else")
    while True:
        xs()
    return 1


def g(xs):
    for x in xs:
        for x in x:
            pass
    else:
        x = 1
    for xs.attr in xs:
        print(x)
    for i, (a, b) in enumerate(xs):
        print(i)


f(1)
g(1)
