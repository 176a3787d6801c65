def components(edges):
    groups = []
    for a, b in edges:
        joined = {a, b}
        rest = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                rest.append(group)
        groups = rest + [joined]
    return [sorted(group) for group in groups]

print(components([(1, 2), (3, 4), (2, 5), (6, 7), (4, 6), (8, 8)]))
def power_set(items):
    result = [frozenset()]
    for item in items:
        result += [subset | {item} for subset in result]
    return result
subsets = power_set([1, 2, 3])
print(len(subsets), sorted(sorted(s) for s in subsets), sum(map(sum, subsets)))
seen, order = set(), []
for n in [3, 1, 3, 2, 1, 5]:
    if n not in seen:
        seen.add(n)
        order.append(n)
print(order, {n % 3 for n in range(10)} == {0, 1, 2}, len({(i * j) % 7 for i in range(7) for j in range(7)}))
def happy(n):
    path = set()
    while n != 1 and n not in path:
        path.add(n)
        n = sum(int(d) ** 2 for d in str(n))
    return n == 1
print([n for n in range(1, 50) if happy(n)])
