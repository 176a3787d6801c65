base = 100

def bump():
    global base
    base += 1
    return base

print([bump() for _ in range(3)], base, [base - i for i in range(2)])
squares = [i * i for i in range(5)]
print([squares[i] + squares[-i] for i in range(5)], {squares[i]: i for i in range(5)})
