import functools
import inspect
from inspect import Parameter, Signature, signature


def plain(a, b: int, /, c, d="x", *args, e, f: str = "y", **rest) -> bool:
    return True


def nothing():
    pass


def after_star(*, key=None):
    yield key


for function in (plain, nothing, after_star, lambda x, y=(1, 2): x):
    print(signature(function))
for name, parameter in signature(plain).parameters.items():
    print(
        name,
        parameter.kind,
        parameter.kind.name,
        int(parameter.kind),
        parameter,
        parameter.default is Parameter.empty,
    )
print(signature(plain).return_annotation, signature(nothing).return_annotation is Signature.empty)
print(list(signature(plain).parameters), len(signature(nothing).parameters))


class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def move(self, dx, *, dy=1):
        return self

    @classmethod
    def origin(cls, unit="m"):
        return cls(0)

    @staticmethod
    def distance(p, q):
        return 0

    def __call__(self, scale: float):
        return scale


class Made:
    def __new__(cls, value):
        return super().__new__(cls)


class Empty:
    pass


for one in (Point, Point(1).move, Point.move, Point.origin, Point.distance, Point(1), Made, Empty):
    print(signature(one))


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        bound = signature(function).bind(*args, **kwargs)
        bound.apply_defaults()
        print(function.__name__, dict(bound.arguments), bound.args, bound.kwargs)
        return function(*args, **kwargs)

    return wrapper


@logged
def area(width, height=2, *more, unit="cm", **options):
    return width * height


print(
    signature(area),
    signature(area, follow_wrapped=False),
    area(3),
    area(3, 4, 5, unit="m", deep=True),
)
for args, kwargs in (((), {}), ((1, 2, 3), {}), ((1,), {"z": 1}), ((1,), {"a": 2}), ((), {"b": 1})):
    try:
        print(signature(lambda a, b=1: 0).bind(*args, **kwargs))
    except TypeError as error:
        print(error)
try:
    signature(plain).bind(1, b=2, c=3, e=4)
except TypeError as error:
    print(error)
print(signature(plain).bind_partial(1).arguments)
half = functools.partial(plain, 1, 2, e=5)
print(signature(half), signature(functools.partial(nothing)))
print(signature(plain) == signature(plain), signature(nothing) == signature(plain))
renamed = signature(nothing).replace(
    parameters=[
        Parameter("a", Parameter.POSITIONAL_ONLY),
        Parameter("b", Parameter.KEYWORD_ONLY, default=3),
    ],
    return_annotation=int,
)
print(
    renamed, repr(renamed), repr(renamed.parameters["b"]), renamed.parameters["a"].replace(name="z")
)
for wrong in (
    lambda: Parameter("1", Parameter.KEYWORD_ONLY),
    lambda: Parameter("a", Parameter.VAR_KEYWORD, default=1),
    lambda: Parameter("a", 9),
    lambda: Signature([Parameter("a", 3), Parameter("b", 1)]),
    lambda: Signature([Parameter("a", 1, default=1), Parameter("b", 1)]),
    lambda: Signature([Parameter("a", 1), Parameter("a", 1)]),
    lambda: signature(5),
):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(
    inspect.isgeneratorfunction(after_star),
    inspect.isgeneratorfunction(plain),
    inspect.ismodule(inspect),
)
print(inspect.iscoroutinefunction(plain), inspect.isgeneratorfunction(Point.move))
