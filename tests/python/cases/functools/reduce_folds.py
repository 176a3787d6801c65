import operator
from functools import reduce

print(reduce(lambda a, b: a + b, [1, 2, 3, 4]), reduce(operator.mul, range(1, 6)), reduce(max, [3, 9, 2]))
print(reduce(lambda a, b: a + b, [], 10), reduce(lambda a, b: a + b, [1], 10), reduce(operator.add, "abc"))
print(reduce(lambda a, b: b + a, "abc", ""), reduce(lambda total, word: total + len(word), ["ab", "c"], 0))
print(reduce(lambda f, g: lambda x: g(f(x)), [lambda x: x + 1, lambda x: x * 2])(5))
print(reduce(lambda d, k: d[k], ["a", "b"], {"a": {"b": 7}}), reduce(None, [5]), reduce(None, [], None))


def show(*args):
    try:
        print(reduce(*args))
    except Exception as e:
        print(type(e).__name__, e)


show(operator.add, [])
show(operator.add, 5)
show(operator.add, [1, "a"])
show(operator.truediv, [1, 0])
show(operator.add, (x for x in [1, 2, 3]))
