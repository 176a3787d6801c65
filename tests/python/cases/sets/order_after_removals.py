numbers = {0, 1, 2, 3}
numbers.discard(1)
numbers.add(9)
print(numbers)
numbers = set(range(0, 40, 4))
for n in (4, 12, 20):
    numbers.remove(n)
numbers.update([33, 65, 97])
print(numbers, len(numbers))
while len(numbers) > 4:
    print(numbers.pop(), end=" ")
print(numbers)
numbers.add(1000)
numbers.add(7)
print(numbers, numbers.copy(), frozenset(numbers))
numbers.clear()
numbers.add(5)
print(numbers)
