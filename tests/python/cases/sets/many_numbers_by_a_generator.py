seed = 1
numbers = set()
others = set()
for step in range(400):
    seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
    value = seed >> 8
    target = numbers if value % 3 else others
    target.add(value % 1000 if value % 2 else value / 4)
    if value % 5 == 0:
        numbers.discard(value % 100)
print(list(numbers)[:40], len(numbers))
print(list(others)[:40], len(others))
for result in (numbers | others, numbers & others, numbers - others, numbers ^ others):
    print(len(result), list(result)[:12], list(result)[-3:])
