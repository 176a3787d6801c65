def f(x):
    match x:
        case {"kind": "point", "x": x, "y": y}: return f"point {x} {y}"
        case {"kind": "circle", "r": int(r) | float(r)} if r > 0: return f"circle {r}"
        case {"kind": kind, **rest}: return f"{kind} with {rest}"
        case {1: _, 2.5: v}: return f"numbers {v}"
        case {None: v}: return f"none {v}"
        case {"nested": {"list": [first, *_]}}: return f"first {first}"
        case {}: return "any mapping"
        case _: return "no mapping"

for x in [{"kind": "point", "x": 1, "y": 2}, {"kind": "point", "x": 1}, {"kind": "circle", "r": 2},
          {"kind": "circle", "r": -1}, {"kind": "circle", "r": "2"}, {"kind": None}, {1: 0,
                2.5: "v"},
          {None: 1}, {"nested": {"list": [1,
                2]}}, {"nested": {"list": []}}, {}, {"z": 1}, [], None,
          {"kind": "point", "x": 1, "y": 2, "z": 3}, {True: 5, 2.5: 6}]:
    print(f(x))
d = {"a": 1, "b": 2}
match d:
    case {"a": a, **rest}: print(a, rest, rest is d)
