import contextlib
import io
import sys


def captured(function, *args):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        result = function(*args)
    return result, out.getvalue()


def noisy(n):
    for i in range(n):
        print("line", i)
    return n * 2


print(captured(noisy, 2))


class Tee:
    def __init__(self, *streams):
        self.streams = streams

    def write(self, text):
        for stream in self.streams:
            stream.write(text)
        return len(text)

    def flush(self):
        for stream in self.streams:
            stream.flush()


log = io.StringIO()
real = sys.stdout
sys.stdout = Tee(real, log)
print("both", end=";")
print("ways")
sys.stdout = real
print(repr(log.getvalue()))
with contextlib.redirect_stdout(io.StringIO()) as outer:
    print("outer")
    with contextlib.redirect_stdout(io.StringIO()) as inner:
        print("inner")
    print("outer again")
print(repr(outer.getvalue()), repr(inner.getvalue()))
with contextlib.redirect_stderr(io.StringIO()) as errors:
    print("an error", file=sys.stderr)
    sys.stderr.write("more\n")
print(repr(errors.getvalue()))
try:
    with contextlib.redirect_stdout(io.StringIO()) as lost:
        print("before")
        raise ValueError("inside")
except ValueError as error:
    print(error, repr(lost.getvalue()), sys.stdout is real)
