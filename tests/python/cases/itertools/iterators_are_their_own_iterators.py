import itertools
from itertools import chain, count, cycle, groupby, islice, product, repeat

for make in (
    lambda: chain([1], [2]), lambda: count(), lambda: cycle([1]), lambda: repeat(1, 3), lambda: islice([1, 2], 2),
    lambda: product([1], [2]), lambda: groupby([1]), lambda: itertools.starmap(pow, [(1, 2)]),
    lambda: itertools.accumulate([1]), lambda: itertools.zip_longest([1]), lambda: itertools.pairwise([1, 2]),
    lambda: itertools.permutations([1]), lambda: itertools.compress([1], [1]), lambda: itertools.filterfalse(None, [0]),
    lambda: itertools.takewhile(bool, [1]), lambda: itertools.dropwhile(bool, [0]),
):
    it = make()
    first = next(it)
    print(type(it).__name__, type(it).__module__, iter(it) is it, isinstance(it, type(it)), first != it)
    try:
        len(it)
    except TypeError:
        pass
    else:
        print("has a length?")
it = chain([1, 2, 3])
for item in it:
    if item == 2:
        break
print(list(it), isinstance(chain(), chain), issubclass(chain, object), chain is itertools.chain)
a = islice(count(), 3, 8)
print(list(zip(a, a)), next(a, None))
shared = iter(range(6))
print([(x, next(shared)) for x in shared])
print(*chain("ab", "cd"), sep="-")
first, *rest = chain([1], [2], [3])
print(first, rest, [*islice(count(5), 2)], {**dict(zip("ab", count()))}, sum(islice(count(1), 4)))
