def attempt(f):
    try:
        print(f())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
def two(v):
    a, b = v
    return a, b
def star(v):
    a, b, *c = v
    return a, b, c
def nested(v):
    a, (b, c) = v
    return a, b, c
for v in [(1,), (1, 2), (1, 2, 3), "ab", "abc", [], {}, {1: 2, 3: 4}, 5, None, range(2), iter([1]),
          (x for x in "abcd"), b"ab"]:
    attempt(lambda: two(v))
for v in [(), (1,), (1, 2), (1, 2, 3), 7]:
    attempt(lambda: star(v))
for v in [(1, 2), (1, (2,)), (1, (2, 3)), (1, "bc"), (1, (2, 3, 4))]:
    attempt(lambda: nested(v))
