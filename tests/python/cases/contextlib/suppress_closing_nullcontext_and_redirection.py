import io
from contextlib import closing, nullcontext, redirect_stdout, suppress

with suppress(ZeroDivisionError, KeyError):
    1 / 0
    print("not reached")
with suppress(Exception):
    raise RuntimeError
with suppress():
    print("nothing to suppress")
try:
    with suppress(KeyError):
        raise ValueError("through")
except ValueError as error:
    print(error)


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print(type(door).__name__)
try:
    with closing(Door()):
        raise ValueError("slam")
except ValueError as error:
    print(error)
with nullcontext() as value:
    print(value)
with nullcontext(5) as value:
    print(value)
out = io.StringIO()
with redirect_stdout(out) as target:
    print("captured", 1)
    with redirect_stdout(io.StringIO()):
        print("elsewhere")
    print("again")
print(repr(out.getvalue()), target is out)
try:
    with redirect_stdout(out):
        raise KeyError("k")
except KeyError:
    print("restored")
