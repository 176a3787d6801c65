from collections import deque

d = deque("abcdef")
print(d[0], d[-1], d[3], d[-6])
d[2] = "C"
d[-1] = "F"
print(d)
del d[0]
del d[-2]
print(d)
d.insert(1, "x")
d.insert(100, "end")
d.insert(-100, "start")
d.insert(-1, "y")
print(d)
d.remove("C")
d.reverse()
print(d)
print(d.index("b"), d.index("y", 1), d.index("start", -2, 10), d.count("b"), d.count("q"))
print("b" in d, "q" in d, list(reversed(d)))
d.appendleft("z")
d.appendleft("z")
print(d[0], d[2], d.index("z", 1), d.count("z"))
print([d[i] for i in range(-len(d), len(d))])
print(sorted(d), max(d), "".join(d), tuple(d), [*d][:2])
first, *middle, last = d
print(first, middle, last)
