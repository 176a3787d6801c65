def f(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "one and a half"
        case "a" | "b": return "a or b"
        case b"bytes": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case 3 | 4 | 5: return "small"
        case _: return "other"

for x in [0, 0.0, -1, 1, True, False, 1.5, "a", "b", "c", b"bytes", None, 4, 5.0, [], 6, "", -1.0]:
    print(repr(x), f(x))
