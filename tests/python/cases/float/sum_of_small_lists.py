print(sum([0.5, 0.25, 0.125]), sum([1, 2.5]), sum([]), sum([], 1.5), sum([1.5], 2))
print(sum([1, 2, 3.0]), sum([True, 2.5]), sum((x * 0.5 for x in range(10))))
print(sum([2 ** 60, 0.0]), sum([10 ** 20, 1.0, -10 ** 20]))
