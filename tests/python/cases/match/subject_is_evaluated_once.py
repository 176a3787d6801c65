calls = []
def subject():
    calls.append(1)
    return [1, 2]

match subject():
    case [1]: print("no")
    case [_, 3]: print("no")
    case [a, b]: print(a, b, len(calls))

match 1, 2, *[3]:
    case 1, 2: print("two")
    case 1, *rest: print("rest", rest)
match (x := 5), "y":
    case (n, "y"): print(n, x)
match 5,:
    case (n,): print("tuple of one", n)
match lambda: 1:
    case f if callable(f): print(f())
match {"k": [1, {"z": (2, 3)}]}:
    case {"k": [_, {"z": (a, b)}]}: print(a, b)
