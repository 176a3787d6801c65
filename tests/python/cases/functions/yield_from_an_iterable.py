def flatten(items):
    for item in items:
        yield from item


def countdown(n):
    yield n
    if n:
        yield from countdown(n - 1)


print(list(flatten([[1, 2], (3,), "ab", range(4, 6), {}])))
print(list(countdown(4)), sum(countdown(10)))
