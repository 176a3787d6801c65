from itertools import combinations, combinations_with_replacement, permutations

print(list(permutations("ABC")))
print(list(permutations("ABCD", 2)))
print(list(permutations([1, 2], 3)), list(permutations([], 0)), list(permutations([])), list(permutations("ab", 0)))
print(list(permutations([1, 1, 2])), len(list(permutations(range(6)))), len(list(permutations(range(7), 3))))
print(list(combinations("ABCD", 2)), list(combinations(range(4), 3)))
print(list(combinations([1, 2], 3)), list(combinations([], 0)), list(combinations("ab", 0)), list(combinations("ab", 2)))
print(list(combinations_with_replacement("ABC", 2)), list(combinations_with_replacement([1, 2], 3)))
print(list(combinations_with_replacement([], 2)), list(combinations_with_replacement([], 0)))
print(len(list(combinations(range(10), 4))), sum(map(sum, combinations(range(8), 3))))
numbers = [3, 34, 4, 12, 5, 2]
print([c for r in range(len(numbers) + 1) for c in combinations(numbers, r) if sum(c) == 9])
print(max(permutations([1, 3, 2])), ["".join(p) for p in permutations("abc") if p[0] != "a"])
it = permutations(iter("abc"), r=2)
print(next(it), next(it), len(list(it)), next(it, "end"))
for make in (
    lambda: permutations([1], -1), lambda: permutations([1], "a"), lambda: combinations([1], -1),
    lambda: combinations([1], "a"), lambda: combinations_with_replacement([1], -2), lambda: combinations(5, 1),
):
    try:
        make()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
