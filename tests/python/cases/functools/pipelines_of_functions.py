from functools import cached_property, partial, reduce, singledispatch, wraps


def compose(*functions):
    return reduce(lambda f, g: lambda x: g(f(x)), functions)


def traced(label):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            result = function(*args, **kwargs)
            log.append(f"{label}:{function.__name__}{args}{kwargs or ''}={result!r}")
            return result

        return wrapper

    return decorate


log = []


@traced("A")
@traced("B")
def scale(x, by=2):
    """Scales."""
    return x * by


print(compose(partial(scale, by=3), str, lambda s: s + "!", len)(33), scale.__doc__, scale.__name__)
print(log)


@singledispatch
def size(thing):
    return 1


@size.register
def _(thing: list | tuple):
    return sum(map(size, thing))


@size.register(dict)
def _(thing):
    return size(list(thing.values()))


print(size({"a": [1, (2, 3)], "b": "xyz", "c": {}}), size.dispatch(bool)(True))


class Report:
    def __init__(self, rows):
        self.rows, self.runs = rows, 0

    @cached_property
    def total(self):
        self.runs += 1
        return sum(self.rows)


report = Report([1, 2, 3])
print(report.total, report.total, report.runs)
report.rows.append(10)
del report.total
print(report.total, report.runs)
