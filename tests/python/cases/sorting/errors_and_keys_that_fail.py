for items, key in [([1, "a"], None), ([None, 1], None), ([1, 2], lambda x: x / 0),
      ([{}, {}], None),
                   (["a", 1], str), ([3, 1], 5), ([(1, "a"), (1, 2)], None)]:
    try:
        print(sorted(items, key=key))
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
x = [3, 1, 2]
try:
    x.sort(key=lambda v: 1 // (v - 1))
except ZeroDivisionError as error:
    print(error, sorted(x))
print(x.sort(), x)
for call in [lambda: sorted(5), lambda: sorted(), lambda: [1].sort(1), lambda: sorted([1], None)]:
    try:
        call()
    except TypeError as error:
        print(error)
