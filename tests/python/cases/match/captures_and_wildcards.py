def f(x):
    match x:
        case [first, _]: return f"pair starting with {first}"
        case [a, b, c] if a == b: return f"twins {a} and {c}"
        case (one,): return f"single {one}"
        case []: return "empty"
        case value if value == 5: return "five"
        case str() as text: return f"text {text}"
        case other: return f"other {other!r}"

for x in [[1, 2], (3, 4), [1, 1, 2], (1, 2, 3), [9], [], (), 5, 5.0, "hello", "", None, {1: 2}]:
    print(f(x))
match 10:
    case captured: pass
print(captured)
match 11:
    case _: pass
try:
    print(_)
except NameError as error:
    print(error)
match [1, 2, 3]:
    case [x, y] : pass
print(x)
