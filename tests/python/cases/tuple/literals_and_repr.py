print((), (1,), (1, 2), 1, (1), ((),), ((1,), [2]), ("a", None))
t = 1, 2, 3
u = 1,
print(t, u, len(t), len(u), type(u).__name__, tuple(), tuple("abc"), tuple([1, 2]), tuple(range(3)))
print((*t, 4), (*"ab",), (*[], *()), tuple({"k": 1}), tuple(x * x for x in range(4)))
