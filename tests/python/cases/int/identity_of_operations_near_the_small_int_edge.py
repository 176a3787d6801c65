def check(n):
    return (n + 1) - 1 == n and (n
        - 1) + 1 == n and -(-n) == n and n * 2 // 2 == n and (n << 3) >> 3 == n

edges = []
for bits in (7, 8, 15, 16, 30, 31, 32, 46, 47, 48, 50, 51, 52, 53, 62, 63, 64):
    for delta in (-2, -1, 0, 1, 2):
        edges.append(2 ** bits + delta)
        edges.append(-(2 ** bits) + delta)
print(len(edges), all(check(n) for n in edges))
print(sum(edges), [n for n in edges if not check(n)])
total = 0
for n in edges:
    total ^= n
print(total)
