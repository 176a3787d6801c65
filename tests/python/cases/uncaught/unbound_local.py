value = 1

def f():
    print("in f")
    value += 1

f()
