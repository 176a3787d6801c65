import math

print(math.prod([1, 2, 3, 4]), math.prod([]), math.prod([2.5, 2]), math.prod([2 ** 40, 2 ** 40]),
    math.prod(range(1, 25)), math.prod([1, 2], start=10), math.prod((0.1, 3, True)))
