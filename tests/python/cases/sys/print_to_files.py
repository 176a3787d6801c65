import io
import sys


def attempt(what):
    try:
        what()
    except Exception as error:
        print(type(error).__name__, error)


out = io.StringIO()
print(1, "two", None, 4.0, file=out)
print("x", "y", sep="", end="|", file=out)
print(file=out)
print(*range(3), sep="+", file=out)
print(repr(out.getvalue()))
attempt(lambda: print("x", file=3))
attempt(lambda: print("x", file="name"))
attempt(lambda: print("x", sep=3, file=out))
attempt(lambda: print("x", end=b"", file=out))
attempt(lambda: print("x", nothing=3, file=out))
attempt(lambda: print("x", file=io.BytesIO()))
print("x", file=None)
options = {"file": sys.stdout, "end": ".\n"}
print("spread", **options)


class Writer:
    def write(self, text):
        sys.stdout.write(f"<{text}>")


print("a", "b", file=Writer())
sys.stdout.write("\n")
