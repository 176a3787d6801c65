a = b = c = 5
print(a, b, c)
x = [0, 0, 0]
i = x[0] = 1
print(i, x)
p = q, r = 1, 2
print(p, q, r)
d = {}
d["a"], d["b"] = "xy"
x[1:], e = [7, 8], 9
print(d, x, e)
a, b = b, a = 1, 2
print(a, b)

def note(n):
    print("eval", n)
    return n

x[note(0)], x[note(1)] = note(10), note(11)
print(x)
