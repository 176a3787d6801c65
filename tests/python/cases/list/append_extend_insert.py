a = []
a.append(1)
a.append([2])
a.extend([3, 4])
a.extend("ab")
a.extend(range(2))
a.extend({"k": "v"})
a.extend(x * 2 for x in (5, 6))
print(a)
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a, len(a))
b = [1, 2]
b.extend(b)
print(b, b.append(3), b.extend([]), b.insert(1, 9), b)
for f in (lambda: b.extend(5), lambda: b.append(), lambda: b.append(1, 2), lambda: b.insert(1),
    lambda: b.insert("a", 1)):
    try:
        f()
    except TypeError as error:
        print(error)
