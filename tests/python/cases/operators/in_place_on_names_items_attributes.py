x = [1]
y = x
x += [2]
print(y, x is y)
x = x + [3]
print(y, x is y)
x *= 2
print(x)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print(error, t)
s = u = "a"
s += "b"
print(s, u)
d = {"n": 1, "l": []}
d["n"] += 1; d["l"] += [1]; d["n"] <<= 3; d["n"] |= 1; d["n"] ^= 3; d["n"] %= 10
print(d)
class C: n = 1; l = []
c = C()
c.n += 1; c.l += ["shared"]
print(c.n, C.n, C.l, vars(c))
m = {1, 2}; k = m
m |= {3}; m &= {2, 3}; m ^= {9}; m -= {9}
print(m, m is k)
q = {"a": 1}
q |= {"b": 2}; q |= [("c", 3)]
print(q)
f = 7.5
f //= 2; f **= 2; f /= 4; f %= 2
print(f)
b = True
b &= False; b |= True; b ^= True
print(b)
l = [1, 2, 3]
l[1:] += [4]
l[0] -= 5
print(l)
