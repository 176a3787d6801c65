from itertools import product

print(list(product("AB", "xy")), list(product()), list(product([])), list(product([1], [])))
print(list(product([0, 1], repeat=3)), list(product("ab", [1], repeat=2)), list(product("ab", repeat=0)))
print(list(product([1, 2], (3, 4), {5: 6})), list(product(range(2), "a")))
print(len(list(product(range(3), repeat=5))), sum(a * b for a, b in product(range(4), repeat=2)))
print(["".join(letters) for letters in product("ab", "cd", "ef")])
print([(x, y) for x, y in product(range(3), range(3)) if x < y])
it = product([1, 2], [3])
print(next(it), next(it), next(it, "end"))
print(list(product((n for n in range(2)), repeat=2)), list(product([[1]], [[2]])))
for make in (lambda: product([1], repeat=-1), lambda: product(5), lambda: product([1], repeat="a")):
    try:
        make()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
