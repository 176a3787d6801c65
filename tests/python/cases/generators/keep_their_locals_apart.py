def counter(start, step):
    n = start
    while True:
        command = yield n
        n = start if command == "reset" else n + step

a, b = counter(0, 1), counter(100, -10)
print([next(a), next(b), next(a), next(b), a.send("reset"), next(a), next(b)])
gens = [counter(i, i) for i in range(5)]
for _ in range(3):
    row = [next(g) for g in gens]
print(row)
def closing(n):
    values = []
    def add():
        values.append(n)
        return len(values)
    while True:
        yield add()
c, d = closing(1), closing(2)
print(next(c), next(c), next(d), next(c))
