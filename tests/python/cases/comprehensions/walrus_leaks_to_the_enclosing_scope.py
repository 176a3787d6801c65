print([last := x for x in range(4)], last)

def f():
    values = [total := 0] + [total := total + v for v in (1, 2, 3)]
    return values, total

print(f())
print([(y, y * y) for x in range(4) if (y := x + 1) % 2], y)
