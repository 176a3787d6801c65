def describe(event):
    match event:
        case {"type": "temperature", "value": float() | int() as v, "unit": "C" | "F" as unit}:
            return f"{v}{unit}"
        case {"type": "temperature", "value": v}:
            return f"bad temperature {v!r}"
        case {"type": "batch", "items": [*items]}:
            return [describe(item) for item in items]
        case {"type": "door", "open": True}: return "open"
        case {"type": "door", "open": False | None}: return "closed"
        case {"type": str(kind), **extra} if extra: return f"{kind} {sorted(extra)}"
        case {"type": kind}: return f"just {kind}"
        case [dict(), *_] as many: return f"{len(many)} events"
        case {**rest} if not rest: return "empty"
        case _: return "unknown"

for event in [{"type": "temperature", "value": 21.5, "unit": "C"},
      {"type": "temperature", "value": "x"},
              {"type": "batch",
                    "items": [{"type": "door", "open": True}, {"type": "door", "open": 0},
                                          {"type": "door", "open": None}]},
              {"type": "x", "b": 1, "a": 2}, {"type": 5}, [{}, 1], {}, [], "text", {"no": "type"}]:
    print(describe(event))
