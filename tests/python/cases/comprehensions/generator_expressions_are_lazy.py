def note(x):
    print("eval", x)
    return x

g = (note(x) for x in range(3))
print("created")
print(next(g))
print("between")
print(list(g), list(g))
print(any(note(x) > 0 for x in range(5)))
print(all(note(x) < 1 for x in range(5)))
h = (x * 2 for x in (y + 1 for y in range(3)))
print(next(h), list(h))
