from fractions import Fraction


def continued(value, limit=10):
    terms = []
    while len(terms) < limit:
        whole = value.numerator // value.denominator
        terms.append(whole)
        value -= whole
        if not value:
            break
        value = 1 / value
    return terms


def back(terms):
    value = Fraction(terms[-1])
    for term in reversed(terms[:-1]):
        value = term + 1 / value
    return value


for value in (Fraction(415, 93), Fraction(3.245), Fraction("3.14159265358979"), Fraction(-7, 3)):
    terms = continued(value)
    print(value, terms, back(terms))
harmonic = Fraction(0)
for n in range(1, 31):
    harmonic += Fraction(1, n)
print(harmonic, float(harmonic), harmonic.limit_denominator(1000))
bernoulli = [Fraction(1)]
for m in range(1, 13):
    total = Fraction(0)
    binomial = 1
    for k in range(m):
        total += binomial * bernoulli[k]
        binomial = binomial * (m + 1 - k) // (k + 1)
    bernoulli.append(-total / (m + 1))
print([str(b) for b in bernoulli])
print(sum([Fraction(1, 3)] * 3) == 1, Fraction(1, 3) in [1 / 3], {Fraction(2): "two"}[2])
