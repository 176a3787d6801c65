a, *b = [1, 2, 3]
*c, d = "xyz"
e, *f, g = range(5)
h, *i, j = "ab"
print(a, b, c, d, e, f, g, h, i, j)
[k, *l] = (1,)
(m, *n), o = [[1, 2, 3], 4]
print(k, l, m, n, o)
*p, = (1, 2)
print(p, [*p, *p], (*p, 0), {*p}, [*range(2), *"ab", *{7: 8}])
for first, *rest in ([1, 2, 3], "ab", (9,)):
    print(first, rest)
