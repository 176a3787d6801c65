def attempt(f):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

def two(value):
    a, b = value

def star(value):
    a, *b, c = value

def nested(value):
    a, (b, c) = value

for value in ([1], [1, 2, 3], [], "abc", 5, None, {}, range(10), {1: 2, 3: 4, 5: 6}):
    attempt(lambda: two(value))
for value in ([1], [], 5, "a"):
    attempt(lambda: star(value))
for value in ([1, 2], [1, [2]], [1, [2, 3, 4]], [1]):
    attempt(lambda: nested(value))
