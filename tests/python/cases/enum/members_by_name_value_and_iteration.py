from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    BLUE = "b"


print(Color.RED, repr(Color.GREEN), str(Color.BLUE), f"{Color.RED}", f"{Color.RED:>12}|")
print(Color.RED.name, Color.RED.value, Color.CRIMSON, Color.CRIMSON is Color.RED)
print(Color(2), Color("b"), Color["CRIMSON"], Color(Color.RED))
print(list(Color), len(Color), [c.name for c in Color], list(reversed(Color)))
print(list(Color.__members__.items()))
print(Color, type(Color.RED), isinstance(Color.RED, Color), Color.__name__)
print(Color.RED in Color, Color.RED == 1, Color.RED != Color.GREEN, bool(Color))
print({Color.RED: "r", Color.BLUE: "b"}[Color.BLUE], len({Color.RED, Color.CRIMSON}))
print(Color.RED == Color.RED, Color.RED is Color(1), hash(Color.RED) == hash(Color.CRIMSON))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Color(7))
attempt(lambda: Color("q"))
attempt(lambda: Color["X"])
attempt(lambda: Color.RED < Color.GREEN)
attempt(lambda: setattr(Color, "RED", 2))
attempt(lambda: delattr(Color, "RED"))
attempt(lambda: setattr(Color.RED, "value", 2))
attempt(lambda: setattr(Color.RED, "name", 2))
attempt(lambda: Color.RED.missing)
Color.extra = 5
print(Color.extra, len(Color))
for color in Color:
    match color:
        case Color.RED:
            print("red")
        case Color.GREEN | Color.BLUE:
            print("other", color.value)
