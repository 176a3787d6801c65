def check(name, result):
    print("guard", name)
    return result

def f(v):
    match v:
        case int(n) if check("first", n > 10): return "big"
        case n if check("second", n == 5): return "five"
        case [*_] if check("third", True): return "list"
        case _ if check("fourth", False): return "never"
        case n: return f"last {n}"

for v in [11, 5, 3, [1], "s"]:
    print(f(v))
def g(v):
    match v:
        case [x, y] if (total := x + y) > 5: return total
        case [x, y]: return f"small {total}"
print(g([3, 4]), g([1, 1]))
try:
    match 5:
        case n if n / 0: pass
except ZeroDivisionError as error:
    print(error)
