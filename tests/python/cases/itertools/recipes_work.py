import operator
from collections import deque
from functools import reduce
from itertools import (
    accumulate, chain, combinations, count, cycle, filterfalse, groupby, islice, repeat, starmap, tee,
    takewhile, zip_longest,
)


def take(n, iterable):
    return list(islice(iterable, n))


def tail(n, iterable):
    return iter(deque(iterable, maxlen=n))


def consume(iterator, n=None):
    if n is None:
        deque(iterator, maxlen=0)
    else:
        next(islice(iterator, n, n), None)


def unique(iterable):
    seen = set()
    for element in filterfalse(seen.__contains__, iterable):
        seen.add(element)
        yield element


def roundrobin(*iterables):
    active = len(iterables)
    nexts = cycle(iter(it).__next__ for it in iterables)
    while active:
        try:
            for following in nexts:
                yield following()
        except StopIteration:
            active -= 1
            nexts = cycle(islice(nexts, active))


def powerset(iterable):
    s = list(iterable)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))


def partition(pred, iterable):
    a, b = tee(iterable)
    return filterfalse(pred, a), filter(pred, b)


def sliding(iterable, n):
    it = iter(iterable)
    window = deque(islice(it, n - 1), maxlen=n)
    for x in it:
        window.append(x)
        yield tuple(window)


print(take(3, count(5)), list(tail(2, "abcdef")), list(unique("AAbbCa")), list(roundrobin("ABC", "D", "EF")))
print(list(powerset([1, 2, 3])), [list(part) for part in partition(lambda n: n % 2, range(6))])
it = iter(range(10))
consume(it, 3)
print(next(it))
consume(it)
print(next(it, "end"), list(sliding("ABCDEFG", 4)))
print(sum(starmap(operator.mul, zip([1, 2, 3], [4, 5, 6]))), [k for k, _ in groupby("aabbca")])
print(reduce(operator.add, accumulate([1, 2, 3])), list(takewhile(lambda x: x < 20, accumulate(repeat(3)))))
print([list(filter(None, g)) for g in zip_longest(*[iter("abcdefg")] * 3)])
primes = list(takewhile(lambda n: n < 40, filter(lambda n: all(n % d for d in range(2, n)), count(2))))
print(primes)
