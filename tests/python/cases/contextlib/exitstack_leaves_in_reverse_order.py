from contextlib import ExitStack, contextmanager


class Named:
    def __init__(self, name, swallow=False, fail=None):
        self.name = name
        self.swallow = swallow
        self.fail = fail

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value)
        if self.fail:
            raise self.fail
        return self.swallow


with ExitStack() as stack:
    names = [stack.enter_context(Named(name)) for name in "abc"]
    stack.callback(print, "callback", 1, sep="-")
    print(names)
with ExitStack() as stack:
    stack.enter_context(Named("outer", swallow=True))
    stack.enter_context(Named("inner"))
    raise ValueError("boom")
print("swallowed")
try:
    with ExitStack() as stack:
        stack.enter_context(Named("first"))
        stack.enter_context(Named("failing", fail=KeyError("from exit")))
        raise ValueError("original")
except KeyError as error:
    print(repr(error), repr(error.__context__))
stack = ExitStack()
stack.push(Named("pushed"))
stack.push(lambda kind, value, trace: print("function", kind))


@stack.callback
def cleanup():
    print("cleanup")


moved = stack.pop_all()
stack.close()
print("nothing yet")
moved.close()
try:
    ExitStack().enter_context(3)
except TypeError as error:
    print(error)


@contextmanager
def managed(n):
    print("open", n)
    yield n
    print("close", n)


with ExitStack() as stack:
    print(sum([stack.enter_context(managed(n)) for n in range(3)]))
