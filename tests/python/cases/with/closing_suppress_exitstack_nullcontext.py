from contextlib import closing, suppress, ExitStack, nullcontext, redirect_stdout
import io

class Resource:
    def __init__(self, name): self.name = name
    def close(self): print("closed", self.name)

with closing(Resource("r")) as r:
    print(r.name)
with suppress(KeyError, ValueError):
    {}["x"]
    print("not reached")
try:
    with suppress(KeyError):
        [][1]
except IndexError as error:
    print(error)
with nullcontext(5) as n:
    print(n)
with ExitStack() as stack:
    for name in "abc":
        stack.enter_context(closing(Resource(name)))
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda kind, value, trace: print("push", kind) or False)
    print("body")
with ExitStack() as stack:
    stack.enter_context(suppress(ZeroDivisionError))
    stack.callback(lambda: print("still called"))
    1 / 0
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
