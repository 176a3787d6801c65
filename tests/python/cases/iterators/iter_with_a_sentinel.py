values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), list(values))
class Dice:
    def __init__(self): self.n = 3
    def __call__(self):
        self.n = (self.n * 7 + 5) % 11
        return self.n
print(list(iter(Dice(), 4)), list(iter(Dice(), 3)))
it = iter(Dice(), 3)
print(next(it), iter(it) is it, list(it), list(it))
def raises(): raise KeyError("from callable")
try:
    next(iter(raises, 1))
except KeyError as error:
    print(error)
def stops(): raise StopIteration
print(list(iter(stops, 1)))
for bad in [lambda: iter(5, 1), lambda: iter(), lambda: iter(5)]:
    try:
        bad()
    except TypeError as error:
        print(error)
