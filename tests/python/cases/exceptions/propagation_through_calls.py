def a(n):
    return b(n) + 1

def b(n):
    return c(n) * 2

def c(n):
    if n > 3:
        raise ValueError(f"too big: {n}")
    return n

for n in (1, 3, 4):
    try:
        print(a(n))
    except ValueError as error:
        print("caught", error)
results = []
for n in range(6):
    try:
        results.append(a(n))
    except ValueError:
        results.append(None)
print(results)
print([(lambda: a(2))() for _ in range(2)])
