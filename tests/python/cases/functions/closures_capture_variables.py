def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step

a, b = counter(), counter()
print(a(), a(), a(10), b(), a())

def multiplier(k):
    return lambda x: x * k

double, triple = multiplier(2), multiplier(3)
print(double(5), triple(5), [m(10) for m in (double, triple)])

def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance
    def read():
        return balance
    return deposit, read

deposit, read = account(100)
print(deposit(50), read(), deposit(-30), read())
