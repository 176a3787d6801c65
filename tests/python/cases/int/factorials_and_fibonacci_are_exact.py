def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)

for n in (5, 12, 13, 20, 21, 25, 30, 50, 100):
    print(n, factorial(n))
a, b = 0, 1
for i in range(200):
    a, b = b, a + b
print(a)
print(sum(int(digit) for digit in str(factorial(100))))
