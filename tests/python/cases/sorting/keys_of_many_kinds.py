people = [("Ann", 30, 1.6), ("bob", 25, 1.8), ("Cid", 30, 1.7), ("dan", 25, 1.8), ("Eve", 41, 1.5)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: (-p[1], p[0].lower())))
print(sorted(people, key=lambda p: p[0].lower(), reverse=True))
print(sorted(people, key=lambda p: (p[2], p[1]))[::-1])
print([p[0] for p in sorted(sorted(people), key=lambda p: p[1])])
print(sorted("bAcBaC"), sorted("bAcBaC", key=str.lower), sorted("bAcBaC", key=str.swapcase))
print(sorted([3, -1, 2.5, True, -7], key=abs), sorted([[2], [1, 5], []], key=len), sorted({3: "a", 1: "b"}))
print(sorted(["10", "9", "2"], key=int), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted(range(5), key=lambda n: n % 2))
print(max(people, key=lambda p: p[2])[0], min(people, key=lambda p: p[1])[0], max("a", "bb", "c", key=len))
items = [5, 3, 9]
print(items.sort(), items, items.sort(reverse=True), items, items.sort(key=lambda n: -n, reverse=True), items)
for action in (lambda: sorted([1, None]), lambda: sorted([1], 5), lambda: sorted(3), lambda: sorted([{}, {}])):
    try:
        print(action())
    except TypeError as error:
        print(error)
