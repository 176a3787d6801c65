def f():
    def g():
        return 1
    return g

print(f() is f(), f()() == f()())

def h(n):
    def inner():
        return n
    return inner

one, two = h(1), h(2)
print(one(), two(), one())
