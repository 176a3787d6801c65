import random

generator = random.Random(42)
deck = [f"{rank}{suit}" for suit in "SHDC" for rank in "A23456789TJQK"]
generator.shuffle(deck)
print(*deck[:13])
print(generator.sample(range(1000), 6), generator.choices("abc", weights=[5, 1, 1], k=12))
x = y = 0
for _ in range(50):
    dx, dy = generator.choice([(0, 1), (1, 0), (0, -1), (-1, 0)])
    x, y = x + dx, y + dy
print(x, y, generator.randint(1, 6), generator.randrange(0, 100, 7), generator.getrandbits(70))
print([round(generator.gauss(0, 1), 9) for _ in range(3)], generator.uniform(-1, 1))
state = generator.getstate()
first = [generator.random() for _ in range(3)]
generator.setstate(state)
print(first == [generator.random() for _ in range(3)], random.Random("text").random())
inside = sum(generator.random() ** 2 + generator.random() ** 2 <= 1 for _ in range(2000))
print(4 * inside / 2000)
