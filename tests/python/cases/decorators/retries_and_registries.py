import functools


def retry(times, *errors, waits=None):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except errors or Exception as error:
                    if attempt == times:
                        raise RuntimeError(f"gave up after {times}") from error
                    if waits is not None:
                        waits.append(2 ** attempt)

        wrapper.times = times
        return wrapper

    return decorate


class Registry(dict):
    def __call__(self, *names, **options):
        def register(function):
            for name in names or (function.__name__,):
                self[name] = function, options
            return function

        return register


waits, handlers = [], Registry()


@handlers("get", "head", cost=1)
@retry(3, ConnectionError, waits=waits)
def fetch(plan):
    step = plan.pop(0)
    if isinstance(step, Exception):
        raise step
    return step


@handlers()
def delete(plan):
    return "gone"


print(sorted(handlers), fetch.times, fetch.__name__, fetch.__wrapped__.__name__)
print(handlers["head"][0]([ConnectionError(), ConnectionAbortedError(), 7]))
print(fetch([ConnectionError(), 7]), waits)
for plan in ([ConnectionError(n) for n in "abc"], [KeyError("k")], [ConnectionResetError(1), "ok"]):
    try:
        print(fetch(plan))
    except Exception as error:
        print(repr(error), repr(error.__cause__), repr(error.__context__), len(plan))
print(handlers["delete"][0](None), handlers["get"][1], waits)
