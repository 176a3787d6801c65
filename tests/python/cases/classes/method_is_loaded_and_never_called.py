class Low:
    def name(self, number): return ("low", number)

class High:
    def name(self, number): return ("high", number)

def name(owner, number, divisor):
    return owner.name(number // divisor)

low, high = Low(), High()
failed = 0
for number in range(600):
    try:
        name(high, number, 0)
    except ZeroDivisionError:
        failed += 1
    name(low, number, 2)
print(failed)
for _ in range(4):
    print(name(low, 6, 2), name(high, 6, 2), name(low, 7, 2), name(high, 7, 2))
