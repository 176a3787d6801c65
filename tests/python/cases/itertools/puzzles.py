from itertools import (
    accumulate, chain, combinations, count, cycle, groupby, islice, permutations, product, repeat, takewhile,
)

print([p for p in permutations(range(4)) if all(abs(p[i] - p[j]) != j - i for i, j in combinations(range(4), 2))])
digits = range(10)
solutions = [
    (a, b) for a, b in product(range(1, 100), repeat=2)
    if a * a + b * b == 2500 and a <= b
]
print(solutions)
print(max(combinations([4, -2, 7, 1], 2), key=sum), [sum(c) for c in combinations(range(1, 5), 3)])


def primes():
    composites = {}
    for number in count(2):
        if number in composites:
            for prime in composites.pop(number):
                composites.setdefault(number + prime, []).append(prime)
        else:
            yield number
            composites[number * number] = [number]


print(list(islice(primes(), 12)), list(takewhile(lambda p: p < 30, primes())))


def look_and_say(term):
    return "".join(f"{len(list(group))}{digit}" for digit, group in groupby(term))


term = "1"
for _ in range(6):
    print(term, end=" ")
    term = look_and_say(term)
print()
print(["".join(p) for p in zip(cycle("ab"), "1234")], list(zip(*[iter("abcdef")] * 2)))
rows = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*rows)], list(chain.from_iterable(zip(*rows))), [max(c) for c in zip(*rows)])
print(list(accumulate(repeat(2, 8), lambda a, b: a * b)), list(islice(accumulate(count(1)), 6)))
runs = [(k, [x for _, x in g]) for k, g in groupby(enumerate([1, 2, 3, 7, 8, 11]), lambda p: p[1] - p[0])]
print([run for _, run in runs])
fizz = cycle(["", "", "Fizz"])
buzz = cycle(["", "", "", "", "Buzz"])
print([f + b or n for n, f, b in zip(range(1, 16), fizz, buzz)])
change = [c for r in range(1, 5) for c in combinations([1, 1, 2, 5, 10], r) if sum(c) == 8]
print(change, len(set(permutations("aab"))), sorted(set(map("".join, permutations("abb")))))
print(list(map("".join, product("ab", repeat=2))), sum(1 for _ in product([0, 1], repeat=6)))
