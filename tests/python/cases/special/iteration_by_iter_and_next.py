class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

print(list(Countdown(3)), sum(Countdown(4)), tuple(Countdown(2)), [*Countdown(2)],
      max(Countdown(5)))
a, *b = Countdown(4)
print(a, b, dict(zip("xyz", Countdown(3))), sorted(Countdown(3)), ",".join(map(str, Countdown(3))))
it = Countdown(2)
print(next(it), next(it), next(it, "end"), iter(it) is it)
try:
    next(it)
except StopIteration as error:
    print("stopped", error.args)
for n in Countdown(5):
    if n == 2:
        break
    print(n, end=" ")
else:
    print("no")
print()

class Bag:
    def __init__(self, *items): self.items = items
    def __iter__(self): return iter(self.items)
bag = Bag(1, 2)
print([(x, y) for x in bag for y in bag], list(enumerate(bag)))
