import math

def primes(limit):
    sieve = bytearray([1]) * (limit + 1)
    sieve[:2] = b"\0\0"
    for n in range(2, math.isqrt(limit) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n, flag in enumerate(sieve) if flag]

def totient(n):
    return sum(math.gcd(n, k) == 1 for k in range(1, n + 1))

def perfect(n):
    return sum(d for d in range(1, n) if n % d == 0) == n

print(primes(60), len(primes(5000)))
print([totient(n) for n in range(1, 25)], [n for n in range(2, 500) if perfect(n)])
print([math.comb(10, k) for k in range(12)], [math.perm(6, k) for k in range(8)], math.perm(5))
print(math.lcm(), math.lcm(4, 6, 10), math.gcd(), math.gcd(0, -12, 18), math.factorial(25))
print([math.isqrt(n) for n in (0, 1, 15, 16, 17, 10**20, 10**40 + 1)], math.prod(range(1, 11)))
for action in (lambda: math.factorial(-1), lambda: math.isqrt(-4), lambda: math.comb(-1, 2),
               lambda: math.perm(3, -1), lambda: math.gcd(1.5), lambda: math.sqrt(-1),
               lambda: math.log(0)):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
