def naturals(n=0):
    while True:
        yield n
        n += 1

def take(n, items):
    for _, item in zip(range(n), items):
        yield item

def where(test, items):
    return (x for x in items if test(x))

def sieve(items):
    prime = next(items)
    yield prime
    yield from sieve(x for x in items if x % prime)

def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

def windows(items, n):
    window = []
    for item in items:
        window = (window + [item])[-n:]
        if len(window) == n:
            yield tuple(window)

print(list(take(5, naturals(10))), list(take(12, sieve(naturals(2)))))
print(list(take(5, where(lambda x: x % 7 == 3, naturals()))), list(take(10, fibonacci())))
print(list(windows(take(5, fibonacci()), 3)), sum(take(100, naturals())))
n = naturals()
print(list(take(3, n)), next(n))
