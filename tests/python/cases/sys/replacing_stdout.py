import io
import sys

old = sys.stdout
sys.stdout = buffer = io.StringIO()
print("caught", 1, [2], sep=", ")
print("more", end="")
sys.stdout.write("!")
sys.stdout = old
print(repr(buffer.getvalue()))


class Loud:
    def __init__(self, out):
        self.out = out
        self.calls = []

    def write(self, text):
        self.calls.append(text)
        return self.out.write(text.upper())

    def flush(self):
        self.calls.append("flush")


sys.stdout = loud = Loud(old)
try:
    print("hello", "world", flush=True)
    print()
    print("direct", file=old)
finally:
    sys.stdout = sys.__stdout__
print(loud.calls)
sys.stdout = None
print("nowhere")
sys.stdout = old
print("back", sys.stdout is old)
