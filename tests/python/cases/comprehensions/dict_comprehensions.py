print({k: v for k, v in [("a", 1), ("b", 2)]}, {x: {y: x * y for y in range(2)} for x in range(2)},
    {c: "abcab".count(c) for c in "abcab"})
print({k.upper(): v for k, v in {"x": 1, "y": 2}.items() if v > 1}, {i: None for i in range(3)},
    {**{k: 1 for k in "ab"}, "c": 2})

def note(x):
    print("note", x)
    return x

print({note("k" + str(i)): note(i) for i in range(2)})
