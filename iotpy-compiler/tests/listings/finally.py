def f(a):
    for x in a:
        try:
            if x:
                continue
            elif a:
                break
            return x
        finally:
            print("done")


def g(a):
    try:
        try:
            return a()
        except ValueError:
            return 2
    finally:
        try:
            a()
        finally:
            return 3


f(1)
g(1)
