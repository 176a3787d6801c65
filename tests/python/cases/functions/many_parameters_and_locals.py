def f(a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u):
    v1 = a + b
    v2 = c + d
    v3 = e + g
    v4 = h + i
    v5 = j + k
    v6 = l + m
    v7 = n + o
    v8 = p + q
    v9 = r + s
    v10 = t + u
    return [v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9
        + v10]

print(f(*range(20)))
print(f(u=1, t=2, s=3, r=4, q=5, p=6, o=7, n=8, m=9, l=10, k=11, j=12, i=13, h=14, g=15, e=16, d=17,
    c=18, b=19, a=20))
print(((((((((1 + 2) * 3) + 4) * 5) + 6) * 7) + 8) * 9)
    + (1 + (2 * (3 + (4 * (5 + (6 * (7 + (8 * 9)))))))))
