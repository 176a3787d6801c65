import math

print([math.factorial(n) for n in range(16)], math.factorial(30), math.factorial(100))
print([math.comb(10, k) for k in range(12)], math.comb(100, 50), math.comb(5, 9), math.perm(10, 3),
    math.perm(5), math.perm(3, 5), math.perm(30, 15))
for f in (lambda: math.factorial(-1), lambda: math.comb(-1, 2), lambda: math.perm(3, -1)):
    try:
        f()
    except ValueError as error:
        print(error)
try:
    math.factorial(1.5)
except TypeError as error:
    print(error)
