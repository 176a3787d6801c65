from itertools import zip_longest

print(list(zip_longest("ABCD", "xy", fillvalue="-")), list(zip_longest([1], [2, 3])))
print(list(zip_longest()), list(zip_longest([])), list(zip_longest([], [], [])), list(zip_longest("ab")))
print(list(zip_longest([1, 2], [], (x for x in "abc"), fillvalue=0)))
a = iter("abcde")
print(list(zip_longest(a, a, fillvalue="?")))
print([sum(column) for column in zip_longest([1, 2, 3], [10, 20], fillvalue=0)])
print(list(map(list, zip_longest([1, 2], [3], [4, 5, 6]))))
it = zip_longest([1], [2, 3])
print(next(it), next(it), next(it, "end"), next(it, "end"))
try:
    zip_longest([1], 5)
except TypeError as e:
    print(e)


def grouped(iterable, n):
    return zip_longest(*[iter(iterable)] * n)


print(list(grouped("ABCDEFG", 3)))
