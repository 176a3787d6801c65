from itertools import accumulate, chain, compress, count, dropwhile, groupby, islice, pairwise
from itertools import starmap, takewhile, tee, zip_longest


def chunks(items, size):
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk


def windows(items, size):
    parts = tee(items, size)
    return zip(*(islice(part, start, None) for start, part in enumerate(parts)))


def runs(numbers):
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0])


print(list(chunks("abcdefgh", 3)), list(windows(range(6), 3)))
print(",".join(runs([1, 2, 3, 5, 7, 8, 10])))
print(list(zip_longest(*[iter("abcdefg")] * 3, fillvalue="-")))
readings = [20, 21, 21, 25, 24, 19, 30]
print([b - a for a, b in pairwise(readings)], list(accumulate(readings, max)))
print(list(compress(count(1), map((22).__lt__, readings))))
print(list(takewhile(lambda t: t < 25, readings)), list(dropwhile(lambda t: t < 25, readings)))
print(list(starmap(pow, chunks([2, 5, 3, 2, 10, 3], 2))))
print("".join(k + (str(n) if (n := len(list(g))) > 1 else "") for k, g in groupby("aaabccd")))
print(list(chain.from_iterable([k] * n for k, n in (("x", 2), ("y", 0), ("z", 3)))))
