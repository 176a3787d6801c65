table = {row: [row * column % 7 for column in range(25)] for row in range(20)}
print(sum(sum(values) for values in table.values()))
pairs = {(a, b) for a in range(15) for b in range(a) if (a * b) % 4 == 1}
print(sorted(pairs))
nested = [[[k for k in range(j)] for j in range(i)] for i in range(8)]
print(nested[-1][-1], sum(len(x) for y in nested for x in y))
names = [f"{n:03}" for n in range(40) if not any(n % d == 0 for d in range(2, n))]
print(",".join(names))
