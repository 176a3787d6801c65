def f(v):
    match v:
        case [x, "first"] | ["second", x]: return x
        case {"a": x} | {"b": x} | {"c": [x]}: return x
        case (1 | 2 | 3) as small: return f"small {small}"
        case [(1 | 2) as a, ("x" | "y") as b]: return (a, b)
        case str() | bytes() as text: return f"text {text!r}"

for v in [[1, "first"], ["second", 2], ["second", "first"], {"a": 1}, {"b": 2}, {"c": [3]},
      {"c": 3},
          2, 4, [2, "y"], [3, "y"], "s", b"s"]:
    print(v, f(v))
