import random

for n in (2**63 - 1, 2**63, 2**63 + 1, 2**64 - 1, 2**64, 2**64 + 1):
    r = random.Random(7)
    print(n, r.randrange(n), r.randrange(n), r.random())
r = random.Random(3)
print(r.randint(-(10**19), 10**9), r.randrange(0, 2**64, 2), r.choice(range(2**63 - 1)), r.getrandbits(64))
