a = {"x": 1, "y": 2}
b = {"y": 20, "z": 30}
print(a | b, b | a, a | {}, {} | a, a, b)
a |= b
print(a)
a |= [("w", 0)]
print(a)
for f in (lambda: {} | [], lambda: {} | None, lambda: {} + {}, lambda: {} & {}, lambda: {} - {}):
    try:
        f()
    except TypeError as error:
        print(error)
