errors = []
for text in ("1", "x", "2.5", ""):
    try:
        errors.append(int(text))
    except ValueError as error:
        errors.append(error)
print([str(e) if isinstance(e, Exception) else e for e in errors])
print([type(e).__name__ for e in errors], [isinstance(e, ValueError) for e in errors],
    [e == 1 for e in errors])
a, b = ValueError("x"), ValueError("x")
print(a == b, a == a, a is a, {a: 1}[a], a in [b], bool(a))
kinds = {ValueError: "v", KeyError: "k"}
print(kinds[type(a)], kinds.get(TypeError, "?"), ValueError is type(a), ValueError == KeyError)
