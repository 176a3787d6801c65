s = {1, 2}
print(s.add(3), s.add(3), sorted(s), s.discard(9), s.discard(1), sorted(s), s.remove(2), s, s.pop(),
    s)
s.update([1, 2], "ab", (3,))
print(len(s), 1 in s, "a" in s, sorted(x for x in s if isinstance(x, int)))
print(sorted({1, 2}.union([3], (4,))), sorted({1, 2, 3}.intersection([2, 3], {3})),
    sorted({1, 2, 3}.difference([1], {2})), sorted({1, 2}.symmetric_difference([2, 3])))
print({1}.issubset([1, 2]), {1, 2}.issuperset({1}), {1}.isdisjoint([2]), {1}.isdisjoint({1}),
    sorted({5}.copy()), {1, 2}.clear())
t = {1, 2, 3, 4}
t.intersection_update([2, 3, 4, 5])
t.difference_update([4])
t.symmetric_difference_update({3, 9})
print(sorted(t))
for f in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {1}.remove("x")):
    try:
        f()
    except KeyError as error:
        print(repr(error))
try:
    {1}.add([])
except TypeError as error:
    print(error)
