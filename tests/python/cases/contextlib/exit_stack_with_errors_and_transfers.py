from contextlib import ExitStack, closing, nullcontext, suppress


class Thing:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        if self.name == "bad":
            raise OSError("cannot enter")
        print("enter", self.name)
        return self

    def __exit__(self, *details):
        print("exit", self.name)

    def close(self):
        print("close", self.name)


def open_all(names):
    with ExitStack() as stack:
        things = [stack.enter_context(Thing(name)) for name in names]
        return stack.pop_all(), things


try:
    open_all(["a", "bad", "c"])
except OSError as error:
    print(error)
stack, things = open_all(["x", "y"])
print([thing.name for thing in things])
with stack:
    print("body")


def act(flag):
    with Thing("one") if flag else nullcontext("none") as value:
        return value if isinstance(value, str) else value.name


print(act(True), act(False))
with ExitStack() as stack:
    stack.enter_context(suppress(KeyError))
    stack.enter_context(closing(Thing("z")))
    raise KeyError("gone")
with ExitStack() as outer:
    with ExitStack() as inner:
        inner.callback(print, "inner")
        outer.push(inner.pop_all())
    print("between")
order = []
with ExitStack() as stack:
    for n in range(4):
        stack.callback(order.append, n)
print(order)
