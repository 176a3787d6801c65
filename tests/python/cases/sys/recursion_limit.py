import sys


def depth(n):
    return n if n == 0 else 1 + depth(n - 1)


print(sys.getrecursionlimit())
try:
    depth(5000)
except RecursionError as error:
    print(error)
sys.setrecursionlimit(20000)
print(sys.getrecursionlimit(), depth(5000))
sys.setrecursionlimit(100)
try:
    depth(200)
except RecursionError as error:
    print(type(error).__name__)
sys.setrecursionlimit(1000)
for wrong in (0, -5, "x", 1.5):
    try:
        sys.setrecursionlimit(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
