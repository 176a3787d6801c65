from itertools import chain

print(list(chain("ab", [1, 2], (3,), {4: 5}, range(2))))
print(list(chain()), list(chain([])), list(chain([], [], [1])))
print(list(chain.from_iterable(["ab", "cd"])), list(chain.from_iterable(x * "y" for x in range(3))))
it = chain([1, 2], [3])
print(next(it), list(it), list(it), next(it, "end"))
print(sum(chain([1, 2], [3])), sorted(chain([3, 1], [2])), dict(chain({"a": 1}.items(), [("b", 2)])))
print([*chain("ab", "c")], set(chain([1], [1])), max(chain([1], [5])), 3 in chain([1], [3]))
matrix = [[1, 2], [3, 4], [5]]
print(list(chain(*matrix)), list(chain.from_iterable(matrix)))
try:
    list(chain([1], 2))
except TypeError as e:
    print(e)
it = chain([1], 2)
print(next(it))
try:
    next(it)
except TypeError as e:
    print(e)


def endless():
    n = 0
    while True:
        yield [n, n]
        n += 1


for item in chain.from_iterable(endless()):
    if item > 2:
        break
    print(item, end=" ")
print()
