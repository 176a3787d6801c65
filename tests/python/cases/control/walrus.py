if (n := len("hello")) > 3:
    print("long", n)
values = iter([1, 2, 0, 3])
while (v := next(values)):
    print(v)
print([y for x in range(5) if (y := x * x) > 3], y, [z := 1, z + 1], z)

def f():
    if (m := 5) and (k := m + 1):
        return m, k

print(f(), (a := 1, b := 2), a, b)
print(any((w := item) > 2 for item in [1, 3, 5]), w)
print(f"{(q := 5)} {q:>{q}}", len(r := [1, 2]), r)
