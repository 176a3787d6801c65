def numbers():
    n = 0
    while True:
        sent = yield n
        n = sent if sent is not None else n + 1


def squares(source):
    try:
        for n in source:
            yield n * n
    finally:
        print("squares closed")


def chain(*parts):
    for part in parts:
        result = yield from part
        print("part gave", result)


def counted(n):
    for i in range(n):
        yield i
    return n * 100


source = numbers()
total = 0
for value in squares(source):
    total += value
    if value > 2_000:
        break
print(total, source.send(7), next(source))
print(sum(x for x in chain(counted(40), counted(30)) if x % 3))
