a = {"x": 1, "y": [2]}
b = {"y": [2], "x": 1.0}
print(a == b, a != b, a == {"x": 1}, {} == {}, a is b, {1: 2} == {True: 2.0}, {} == [])
c = a.copy()
c["x"] = 100
c["y"].append(3)
print(a, c, dict(a) == a)
try:
    a < b
except TypeError as error:
    print(error)
