def numbers():
    yield 1
    yield 2
    raise LookupError("no more numbers")

def total():
    return sum(n * 2 for n in numbers())

for n in numbers():
    print(n)
    if n == 2:
        total()
