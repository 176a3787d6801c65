from functools import WRAPPER_ASSIGNMENTS, update_wrapper, wraps


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        calls.append(function.__name__)
        return function(*args, **kwargs)

    return wrapper


calls = []


@logged
def add(a, b=2):
    """Adds."""
    return a + b


add.unit = "m"
print(add(1), add(1, b=5), calls, add.__name__, add.__doc__, add.__qualname__, add.__wrapped__(1))


def plain(x):
    "Plain."


plain.extra = [1]


def target():
    pass


print(update_wrapper(target, plain) is target, target.__name__, target.__doc__, target.extra, target.__wrapped__ is plain)


def twice(n):
    def decorate(function):
        @wraps(function, assigned=("__name__",))
        def wrapper(*args):
            """Wrapper."""
            return [function(*args) for _ in range(n)]

        return wrapper

    return decorate


@twice(3)
def shout(x):
    """Shouts."""
    return x.upper()


print(shout("a"), shout.__name__, shout.__doc__, WRAPPER_ASSIGNMENTS)


class Timer:
    def __init__(self, function):
        update_wrapper(self, function)
        self.function = function

    def __call__(self, *args):
        return self.function(*args)


timed = Timer(plain)
print(timed.__name__, timed.__doc__, timed.extra, timed(1))
