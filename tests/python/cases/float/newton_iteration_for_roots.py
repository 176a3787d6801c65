def cube_root(value):
    x = value / 3.0
    for _ in range(60):
        x = x - (x * x * x - value) / (3 * x * x)
    return x

for value in (8.0, 27.0, 2.0, 1e9, 0.001):
    print(value, cube_root(value))

def bisect(f, low, high):
    for _ in range(100):
        middle = (low + high) / 2
        if f(low) * f(middle) <= 0:
            high = middle
        else:
            low = middle
    return low

print(bisect(lambda x: x * x - 2, 0.0, 2.0), bisect(lambda x: x ** 3 - x - 2, 1, 2))
