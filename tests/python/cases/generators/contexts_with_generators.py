from contextlib import contextmanager


@contextmanager
def tag(name):
    print("<" + name + ">")
    try:
        yield name.upper()
    except ValueError as error:
        print("handled", error)
    finally:
        print("</" + name + ">")


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("c"):
    raise ValueError("v")
try:
    with tag("d"):
        raise KeyError("k")
except KeyError as error:
    print("passed", error)
