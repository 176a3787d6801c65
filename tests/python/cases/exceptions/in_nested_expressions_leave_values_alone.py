items = [1, 2, 3]
try:
    items[0], items[5] = 10, 20
except IndexError as error:
    print(error, items)
d = {"a": 1}
try:
    d = {"a": 2, "b": 1 / 0}
except ZeroDivisionError:
    print(d)
x = 5
try:
    x = x + int("no")
except ValueError:
    print(x)
try:
    items.append(int("no"))
except ValueError:
    print(items)
try:
    total = sum(10 / n for n in (5, 2, 0, 1))
except ZeroDivisionError as error:
    print(error, "total" in d)
try:
    [items.append(v) for v in (7, 8, 1 // 0)]
except ZeroDivisionError:
    print(items)
