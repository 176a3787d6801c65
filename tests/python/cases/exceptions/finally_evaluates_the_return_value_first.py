def f():
    x = 1
    try:
        return x
    finally:
        x = 2
        print("x is now", x)

print(f())

def g():
    x = [1]
    try:
        return x
    finally:
        x.append(2)

print(g())

def h(n):
    while n:
        try:
            n -= 1
            if n == 2:
                return "two"
        finally:
            print("left", n)
    return "end"

print(h(5), h(2))
