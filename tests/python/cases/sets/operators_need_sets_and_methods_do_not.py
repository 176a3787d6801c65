a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a & b, a | b, a - b, a ^ b, a.union([9], (8,)), a.intersection([1, 2], {2}), a.difference([1], [2]))
print(a.symmetric_difference([1, 7]), a.issubset(range(9)), a.issuperset([]), a.isdisjoint("x"), a < {1, 2, 3, 4, 5})
c = set(a)
c |= {10}
c &= {1, 2, 10}
c ^= {1, 3}
c -= {2}
print(c, a, c.add(5), c.discard(99), c.update([1], [2]), sorted(c))
c.intersection_update([1, 2, 3])
c.difference_update([3])
c.symmetric_difference_update([2, 20])
print(sorted(c), c.pop() in (1, 20), len(c), {1, 1.0, True}, {0, False}, set(), frozenset(), frozenset([1]))
print(type(a & frozenset(b)), type(frozenset(b) & a), frozenset(a) == a, hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print({frozenset([1]): "one"}[frozenset([1])], {1} in {frozenset([1])}, sorted(map(sorted, {frozenset([1, 2]), frozenset([0])})))
for action in (lambda: a | [1], lambda: a.remove(99), lambda: set().pop(), lambda: {[]}, lambda: {{}}, lambda: a < [1],
               lambda: hash(a), lambda: a + b, lambda: set(5), lambda: a.add(), lambda: frozenset().add(1), lambda: a[0]):
    try:
        print(action())
    except (TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
