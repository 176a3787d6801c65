import random
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(100), 5))
random.seed("hi"); print(random.gauss(0, 1), random.getrandbits(100), random.randbytes(5))
random.seed(2.5); print(random.random())
x = list(range(10)); random.shuffle(x); print(x)
print(random.choices("abc", [1, 2, 3], k=5), random.betavariate(1, 2), random.expovariate(2))
s = random.getstate(); a = random.random(); random.setstate(s); print(a == random.random())
