class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __eq__(self, o): return isinstance(o, Point) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"P({self.x},{self.y})"
grid = {Point(x, y): x * y for x in range(3) for y in range(3)}
print(grid[Point(2, 2)], Point(1, 1) in grid, Point(5, 5) in grid, len(grid), list(grid)[:2])
grid[Point(0, 0)] = "origin"
print(len(grid), grid.pop(Point(0, 0)), grid.get(Point(0, 0), "gone"),
      grid.setdefault(Point(9, 9), 81))
p = Point(1, 2)
d = {p: "before"}
p.x = 100
print(p in d, Point(1, 2) in d, list(d), list(d.values()))
s = {Point(1, 1), Point(1, 1), Point(2, 2)}
print(len(s), Point(2, 2) in s, s == {Point(2, 2), Point(1, 1)}, s - {Point(1, 1)})
try:
    grid[Point([], 1)]
except TypeError as error:
    print(error)
try:
    grid[Point(7, 7)]
except KeyError as error:
    print("KeyError", error)
