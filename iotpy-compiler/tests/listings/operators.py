def f(a, b):
    x = a + b, a - b, a * b, a / b, a // b, a % b, a**b
    x = a << b, a >> b, a & b, a | b, a ^ b, a @ b
    x = -a, +a, ~a, not a
    x = a + 1, a - 1, a * -128, a // 127, a % 10, a + 128, 1 + a
    a += b
    a -= 1
    a *= 2
    a //= 3
    a %= b
    a **= b
    a <<= 1
    a |= b
    return a


f(1, 2)
