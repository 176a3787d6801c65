def counter_class(start, step):
    total = 0

    class Counter:
        def __init__(self):
            self.value = start

        def next(self):
            nonlocal total
            total += step
            self.value += step
            return self.value, total

    return Counter

Fast, Slow = counter_class(0, 10), counter_class(100, 1)
f1, f2, s = Fast(), Fast(), Slow()
print(f1.next(), f2.next(), f1.next(), s.next(), s.next())
print(Fast is Slow, Fast.__name__ == Slow.__name__, isinstance(f1, Fast), isinstance(f1, Slow))
classes = []
for i in range(3):
    class Numbered:
        number = i

        def late(self):
            return i
    classes.append(Numbered)
print([c.number for c in classes], [c().late() for c in classes])
