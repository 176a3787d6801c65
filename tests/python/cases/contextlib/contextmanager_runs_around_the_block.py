from contextlib import contextmanager, ContextDecorator, AbstractContextManager


@contextmanager
def tag(name):
    """Prints a tag."""
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


with tag("a") as value:
    print(value)
with tag("a"), tag("b") as inner:
    print("inside", inner)
try:
    with tag("c"):
        raise ValueError("boom")
except ValueError as error:
    print("caught", error)
print(tag.__name__, tag.__doc__)


@contextmanager
def swallow(*kinds):
    try:
        yield
    except kinds as error:
        print("swallowed", type(error).__name__, error)


with swallow(KeyError, ValueError):
    raise KeyError("k")
print("after")


@contextmanager
def translate():
    try:
        yield
    except KeyError as error:
        raise LookupError("translated") from error


try:
    with translate():
        {}["x"]
except LookupError as error:
    print(repr(error), repr(error.__cause__))


@tag("decorated")
def work(x):
    print("work", x)
    return x + 1


print(work(1), work(2), work.__name__)


@contextmanager
def nothing():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


for manager in (nothing, twice):
    try:
        with manager():
            pass
    except RuntimeError as error:
        print(error)


class Timed(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *details):
        print("stop", details[0])
        return False


@Timed()
def job():
    return "done"


print(job())


class Plain(AbstractContextManager):
    def __exit__(self, *details):
        print("exit", details[0] is None)


with Plain() as plain:
    print(type(plain).__name__, isinstance(plain, AbstractContextManager))
print(isinstance(Timed(), AbstractContextManager), isinstance(3, AbstractContextManager))


def early():
    with tag("early"):
        return "returned"


print(early())
for n in range(3):
    with tag(str(n)):
        if n == 1:
            break
