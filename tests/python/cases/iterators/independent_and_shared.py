data = [1, 2, 3]
a, b = iter(data), iter(data)
print(next(a), next(a), next(b), list(a), list(b))
s = iter(data)
for x in s:
    print(x, list(s))
print([(x, y) for x in iter(data) for y in data],
      [(x, y) for i in [iter(data)] for x in i for y in i])
g = (x for x in data)
for x in g:
    if x == 2: break
print(list(g), 2 in iter(data), iter(data) == iter(data))
it = iter(data)
print(2 in it, list(it), 9 in it)
data2 = [1, 2]
for x in data2:
    if len(data2) < 6: data2.append(x * 10)
print(data2)
d = {"a": 1}
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as error:
    print(error)
for k in list(d): del d[k]
print(d, sum(iter([1, 2])), max(iter("az")), sorted(iter([2, 1])), tuple(iter("ab")))
