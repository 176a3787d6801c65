total = 0.0
for i in range(1000):
    total += 0.1
print(total)
x = 1.0
for i in range(60):
    x = x / 3 + 0.7
print(x)
product = 1.0
for i in range(1, 50):
    product *= 1 + 1 / i
print(product)
s = 0.0
for i in range(1, 2000):
    s += (-1) ** (i + 1) / (2 * i - 1)
print(4 * s)
