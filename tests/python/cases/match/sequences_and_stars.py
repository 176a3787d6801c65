def f(x):
    match x:
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"starts with 1, then {rest}"
        case [*init, 9]: return f"{init}, ends with 9"
        case [a, *_, b] if a == b: return f"same ends {a}"
        case [a, [b, *c], *d]: return f"nested {a} {b} {c} {d}"
        case [_, *middle, _]: return f"middle {middle}"

for x in [[], [5], [1], [1, 2, 3], [2, 9], (7, 8, 9), "text", [4, 5, 4], [0, [1, 2, 3], 4, 5],
          [0, "ab"], [3, 4], [2, 3, 4, 5], range(4), b"ab", {1, 2}, {1: 2}, 5, None, (2, (3,))]:
    print(repr(x), "->", f(x))
