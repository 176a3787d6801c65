primes = [n for n in range(2, 60) if all(n % d for d in range(2, int(n ** 0.5) + 1))]
print(primes)
print([n for n in range(1, 200) if sum(d for d in range(1, n) if n % d == 0) == n])
triples = [(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b
    * b == c * c]
print(triples)
print([w for w in "the cat sat on the mat".split() if w not in ("the", "on")
    and not w.startswith("m")])
