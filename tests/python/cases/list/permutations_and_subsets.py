def permutations(items):
    if not items:
        return [[]]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i]
        + items[i + 1:])]

def subsets(items):
    out = [[]]
    for x in items:
        out += [s + [x] for s in out]
    return out

print(permutations([1, 2, 3]))
print(len(permutations(list("abcde"))), permutations("ab"))
print(subsets("abc"), len(subsets(range(8))))
