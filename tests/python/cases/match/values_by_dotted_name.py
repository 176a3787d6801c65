class Color:
    RED = 1
    GREEN = 2
    class Deep:
        BLUE = 3

import math

def f(v):
    match v:
        case Color.RED: return "red"
        case Color.GREEN | Color.Deep.BLUE: return "green or blue"
        case math.pi: return "pi"
        case [Color.RED, x]: return f"red and {x}"
        case {"c": Color.GREEN}: return "green key"
    return "none"

for v in [1, 2, 3, 1.0, math.pi, [1, 5], [2, 5], {"c": 2}, "RED"]:
    print(v, f(v))
class Always:
    def __eq__(self, other): print("compared with", other); return other == 2
print(f(Always()))
