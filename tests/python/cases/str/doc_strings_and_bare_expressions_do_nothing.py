"""A module can start with a doc string."""

def f():
    """So can a function."""
    "and a bare string"
    5
    return "ok"

print(f())
"ignored"
print("done")
