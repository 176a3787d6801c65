a = [1, 2, 3, 2, 1]
print(a.pop(), a, a.pop(0), a, a.pop(-2), a)
a.remove(2)
print(a)
a = [1, 2.0, True, "1"]
a.remove(1.0)
a.remove(1)
print(a)
a.clear()
print(a)
for f in (lambda: [].pop(), lambda: [1].pop(1), lambda: [1].pop(-2), lambda: [1].remove(2),
    lambda: [1].pop("a")):
    try:
        f()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
