a = [1, 2, 3, 4]
print(a.reverse(), a, list(reversed(a)), a[::-1])
b = a.copy()
b[0] = 100
print(a, b, a.copy() == a, a.copy() is a)
nested = [[1], [2]]
shallow = nested.copy()
shallow[0].append("shared")
print(nested, shallow)
[].reverse()
