import operator
from itertools import accumulate

print(list(accumulate([1, 2, 3, 4])), list(accumulate([])), list(accumulate("abc")))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate([1, 2, 3, 4], operator.mul)))
print(list(accumulate([1, 2], initial=100)), list(accumulate([], initial=7)))
print(list(accumulate([1, 2, 3], lambda a, b: a * 10 + b)), list(accumulate([[1], [2]])))
print(list(accumulate([5], operator.sub)), list(accumulate([10, 1, 2], func=operator.sub, initial=None)))
balance = accumulate([1000, -90, -90, -90], lambda total, payment: total * 1.5 + payment)
print(list(balance))
it = accumulate(iter([1, 2, 3]))
print(next(it), next(it), list(it))
try:
    print(list(accumulate([1, "a"])))
except TypeError as e:
    print(e)
print(list(accumulate([1.5, 2, True])), list(accumulate(range(5))))
