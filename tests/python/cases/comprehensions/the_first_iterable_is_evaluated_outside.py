items = [1, 2, 3]
print([items for items in items], items)

def f(values):
    return [values for values in values], values

print(f([4, 5]))
x = [[1, 2], [3]]
print([x for x in x for x in x], x)

def log(name, value):
    print(name)
    return value

print([(a, b) for a in log("first", [1, 2]) for b in log("second", "xy")])
