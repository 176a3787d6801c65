"""Generators are closed that an exception leaves behind, and those that outlive it at the exit."""


def steps(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


kept = steps("kept")
print(next(kept))


def inner():
    for step in steps("loop"):
        raise LookupError(step)


def outer():
    inner()


outer()
