for bad in ([1, "a"], ["a", 1], [None, 1], [1, None], [[1], (1,)], [{}, {}], [1, [2]]):
    try:
        sorted(bad)
    except TypeError as error:
        print(error)
try:
    [1, 2].sort(len)
except TypeError as error:
    print(error)
try:
    sorted([1, 2], key=5)
except TypeError as error:
    print(error)
try:
    sorted([3, 1, 2], key=lambda x: 1 / (x - 1))
except ZeroDivisionError as error:
    print(error)
try:
    sorted()
except TypeError as error:
    print(error)
