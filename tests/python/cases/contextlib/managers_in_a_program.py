from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress


class Transaction(AbstractContextManager):
    def __init__(self, store):
        self.store = store

    def __enter__(self):
        self.saved = dict(self.store)
        return self.store

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.store.clear()
            self.store.update(self.saved)
        return kind is not None and issubclass(kind, ValueError)


store = {"a": 1}
with Transaction(store) as data:
    data["b"] = 2
with Transaction(store) as data:
    data["c"] = 3
    raise ValueError("rolled back")
print(store)
try:
    with Transaction(store) as data:
        del data["a"]
        data["missing"]
except KeyError as error:
    print("error", error, store)


@contextmanager
def setting(options, **changes):
    old = {key: options.get(key) for key in changes}
    options.update(changes)
    try:
        yield options
    finally:
        options.update(old)


options = {"depth": 1}
with setting(options, depth=2) as outer, setting(outer, depth=3, new=True):
    print(options)
print(options)


@contextmanager
def indented(level=[0]):
    level[0] += 2
    yield lambda text: print(" " * level[0] + text)
    level[0] -= 2


with indented() as say:
    say("one")
    with indented() as say2:
        say2("two")
    say("one again")


@contextmanager
def retry_note(name):
    try:
        yield
    except ZeroDivisionError as error:
        raise RuntimeError(f"{name} failed") from error
    else:
        print(name, "went well")


for divisor in (1, 0):
    try:
        with retry_note(f"1/{divisor}"):
            1 / divisor
    except RuntimeError as error:
        print(error, "because", error.__cause__)


def numbers():
    with suppress(StopIteration):
        it = iter([1, 2])
        while True:
            yield next(it)


print(list(numbers()))


class Resource:
    open_count = 0

    def __enter__(self):
        Resource.open_count += 1
        return self

    def __exit__(self, *details):
        Resource.open_count -= 1


with ExitStack() as stack:
    resources = [stack.enter_context(Resource()) for _ in range(3)]
    print(Resource.open_count, len(resources))
print(Resource.open_count)


@contextmanager
def recorded(log):
    log.append("in")
    yield log
    log.append("out")


@recorded([])
def work():
    return "worked"


print(work(), work())
with recorded([]) as log:
    log.append("body")
print(log)
