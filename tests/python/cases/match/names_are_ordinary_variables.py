def f(v):
    x = "before"
    match v:
        case [x, 1]: pass
        case [x, 2]: pass
        case _: pass
    return x
print(f([5, 2]), f(3), f("s"))

def unbound(v):
    match v:
        case {"k": k}: pass
    try:
        return k
    except UnboundLocalError as error:
        return str(error)
print(unbound({"k": 1}), unbound({}))
def loop(items):
    out = []
    for item in items:
        match item:
            case "stop": break
            case "skip": continue
            case int(n): out.append(n)
            case [*inner]: out += loop(inner)
        out.append("|")
    else:
        out.append("end")
    return out
print(loop([1, "skip", [2, "stop", 3], "x"]))
match = 5
case = match + 1
print(match, case)
match (case):
    case 6: print("soft keywords")
match: int = 3
print(match)
