def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def pi_digits(count):
    q, r, t, k, n, left = 1, 0, 1, 1, 3, 3
    while count:
        if 4 * q + r - t < n * t:
            yield n
            count -= 1
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, n, k, left = (
                q * k,
                (2 * q + r) * left,
                t * left,
                (q * (7 * k + 2) + r * left) // (t * left),
                k + 1,
                left + 2,
            )


print(fibonacci(300), "".join(map(str, pi_digits(30))))
print(sum(1 / n for n in range(1, 200)), 2 ** 0.5, 1e22, 5e-324, 0.1 + 0.2)
print(hash(2 ** 61), hash(-1.5), hash("a") == hash("a"), 7 ** 77 % 1_000_007, -7 // 2, -7 % 3)
print(f"{2 / 3:.12e} {1234567.891:,.2f} {255:#x} {10 ** 30:e}")
