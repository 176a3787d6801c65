def f(v):
    match v:
        case bool(b): return f"bool {b}"
        case int(n) if n < 0: return f"negative {n}"
        case int(n) | float(n): return f"number {n}"
        case str(""): return "empty str"
        case str(s): return f"str {s}"
        case bytes(b): return f"bytes {b}"
        case list([a, *_]): return f"list starting with {a}"
        case tuple(()): return "empty tuple"
        case list() | tuple(): return "sequence"
        case dict(d) if len(d) > 1: return f"big dict {d}"
        case dict(): return "dict"
        case set() | frozenset(): return "set"
        case type(): return "type"
        case Exception(args=[code]): return f"exception {code}"
        case None: return "none"
        case _: return "other"

for v in [True, -1, 0, 2.5, "", "x", b"y", [1, 2], [], (), (1,), {}, {1: 2, 3: 4}, {1},
      frozenset(),
          int, ValueError("code"), ValueError(), None, len, object()]:
    print(f(v))
