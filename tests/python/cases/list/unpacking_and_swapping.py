a, b = [1, 2]
a, b = b, a
print(a, b)
c = [1, 2, 3]
c[0], c[2] = c[2], c[0]
print(c)
i = 0
i, c[i] = 2, "x"
print(i, c)
[p, q] = "xy"
(r, (s, t)) = 1, [2, 3]
print(p, q, r, s, t)
