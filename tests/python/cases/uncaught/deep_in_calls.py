def a(n):
    if n == 0:
        raise LookupError("bottom", n)
    return b(n - 1)

def b(n):
    return a(n)

print("start")
a(20)
