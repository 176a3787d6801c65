def multiply(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3])

def fibonacci(n):
    result, base = (1, 0, 0, 1), (1, 1, 1, 0)
    while n:
        if n & 1:
            result = multiply(result, base)
        base = multiply(base, base)
        n >>= 1
    return result[1]

print([fibonacci(n) for n in range(15)], fibonacci(93), fibonacci(300), len(str(fibonacci(5000))),
    fibonacci(5000) % 10 ** 20)
