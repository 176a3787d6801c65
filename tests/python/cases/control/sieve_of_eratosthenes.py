def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
        i += 1
    return [i for i, prime in enumerate(flags) if prime]

primes = sieve(1000)
print(len(primes), primes[:10], primes[-5:], sum(primes))
print(sum(sieve(20000)))
