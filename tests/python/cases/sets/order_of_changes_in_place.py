numbers = {1, 9, 17, 25}
numbers |= {33, 41, 2}
print(numbers)
numbers &= {41, 33, 25, 8}
print(numbers)
numbers ^= {8, 16, 25}
print(numbers)
numbers -= {16}
print(numbers)
numbers.update([64, 72], {80: 0})
print(numbers)
numbers.difference_update([64], {72})
print(numbers)
numbers.symmetric_difference_update([1, 2, 80])
print(numbers)
numbers.intersection_update([1, 2, 33, 34])
print(numbers)
