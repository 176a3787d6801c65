import copy

inner = [1]
original = [inner, {"a": inner}, (inner,), {2}, bytearray(b"x")]
shallow = copy.copy(original)
print(shallow == original, shallow is original, shallow[0] is inner)
shallow.append(3)
print(len(original), len(shallow))
for value in ({"a": [1]}, {1, 2}, bytearray(b"ab")):
    twin = copy.copy(value)
    print(type(twin).__name__, twin == value, twin is value)
for value in (1, "s", 2.5, None, True, (1, [2]), b"b", frozenset([1]), len, int, copy.copy, ..., range(3)):
    print(copy.copy(value) is value or copy.copy(value) == value, end=" ")
print()


class Point:
    scale = 2

    def __init__(self, x, tags):
        self.x = x
        self.tags = tags


p = Point(1, ["a"])
q = copy.copy(p)
q.x = 5
q.tags.append("b")
print(p.x, q.x, p.tags, q.tags is p.tags, type(q).__name__, q.__dict__ == {"x": 5, "tags": ["a", "b"]}, q.scale)
