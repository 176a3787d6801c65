print([], [1], [1, 2, 3,], ["a", 1.5, None, True, [2, [3]]], [[]], [(1,)], [{}])
a = [1, [2, 3]]
b = [a, a]
a.append(4)
print(a, b, len(b), b[0] is b[1], [*a, *[5, 6]], [*"ab", *range(3)])
print(list(), list("abc"), list(range(4)), list((1, 2)), list({"k": 1}), list([1, 2]))
for bad in (5, None, 1.5):
    try:
        list(bad)
    except TypeError as error:
        print(error)
