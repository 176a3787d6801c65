import math

def q(alam):
    fac, total, previous = 2.0, 0.0, 0.0
    a2 = -2.0 * alam * alam
    for j in range(1, 101):
        term = fac * math.exp(a2 * j * j)
        total += term
        if abs(term) <= 0.001 * previous or abs(term) <= 1e-8 * total:
            return total
        fac = -fac
        previous = abs(term)
    return 1.0

for i in range(1, 40):
    print(i / 10, q(i / 10))
