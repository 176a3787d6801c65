import functools
from functools import lru_cache, partial, reduce, wraps


def retry(times, *errors):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except errors as e:
                    log.append(f"{function.__name__} {attempt}: {e}")
                    if attempt == times:
                        raise

        return wrapper

    return decorate


log = []
failures = iter([ValueError("one"), KeyError("two"), None])


@retry(3, ValueError, KeyError)
def flaky(x):
    """Sometimes works."""
    error = next(failures)
    if error:
        raise error
    return x * 2


print(flaky(21), log, flaky.__name__, flaky.__doc__)


class counted:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)


@counted
def greet(name, punctuation="!"):
    "Greets."
    return f"hi {name}{punctuation}"


print(greet("a"), greet("b", punctuation="?"), greet.calls, greet.__name__, greet.__doc__, greet.__wrapped__("c"))


def compose(*functions):
    return reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


print(compose(str, partial(pow, 2), abs)(-5), compose()(3))


def memoize(function):
    cache = {}

    @wraps(function)
    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memoize
def edits(a, b):
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return edits(a[1:], b[1:])
    return 1 + min(edits(a[1:], b), edits(a, b[1:]), edits(a[1:], b[1:]))


print(edits("kitten", "sitting"), len(edits.cache) > 10)


@lru_cache(maxsize=None)
def partitions(n, largest=None):
    largest = n if largest is None else largest
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(1, min(n, largest) + 1))


print([partitions(n) for n in range(10)], partitions.cache_info().currsize > 20)


def validate(**types):
    def decorate(function):
        @wraps(function)
        def wrapper(**kwargs):
            for name, kind in types.items():
                if not isinstance(kwargs.get(name), kind):
                    raise TypeError(f"{name} must be {kind.__name__}")
            return function(**kwargs)

        return wrapper

    return decorate


@validate(a=int, b=str)
def repeat(a, b):
    return a * b


print(repeat(a=2, b="xy"))
try:
    repeat(a="2", b="xy")
except TypeError as e:
    print(e)
