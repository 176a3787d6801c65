(a, b), [c, (d, *e)], f = (1, 2), (3, "xyz"), 4
print(a, b, c, d, e, f)
[g, *h], i = "abc", "d"
print(g, h, i)
for n, (x, *y) in enumerate([(1, 2, 3), "ab", [5]]):
    print(n, x, y)
j = k, l = 1, 2
print(j, k, l)
*m, = range(3)
print(m)
(n), = [5]
print(n)
print([p + q for p, (q, *_) in [(1, (2, 3)), (4, [5])]])
print({k: v for k, *v in ["abc", "de", "f"]})
o = [0, 0, 0]
o[0], *o[1:], r = 1, 2, 3, 4, 5
print(o, r)
class Box: pass
box = Box()
box.x, (box.y, box.z) = 1, "ab"
print(box.x, box.y, box.z)
i, o[i] = 2, "at two"
print(o)
