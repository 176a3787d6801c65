def f(v):
    match v:
        case [a, b] if a / b > 1:
            return "big"
        case _:
            return "other"

print(f([4, 2]), f("x"))
f([1, 0])
