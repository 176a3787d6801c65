from typing import (
    TYPE_CHECKING,
    Annotated,
    ClassVar,
    Dict,
    ForwardRef,
    Generic,
    List,
    NewType,
    Optional,
    TypeVar,
    Union,
    assert_never,
    cast,
    final,
    get_args,
    get_origin,
    get_type_hints,
    no_type_check,
    overload,
)

if TYPE_CHECKING:
    import nothing_of_the_kind

UserId = NewType("UserId", int)
print(UserId, UserId(5) + 1, UserId.__name__, UserId.__supertype__, Optional[UserId], UserId | None)
print(cast(int, "s"), cast("List[int]", [1]), TYPE_CHECKING)
print(ForwardRef("X"), ForwardRef("X") == ForwardRef("X"), List["X"].__args__)
T = TypeVar("T")
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(int))
print(get_origin(list[int]), get_args(int | str), get_origin(Annotated[int, 1]), get_origin(3))
print(get_args(Annotated[int, 1]), get_origin(Generic[T]), get_args(Union[int, str]))


class Base:
    x: int
    y: "str" = "s"
    z: Optional[int] = None


class Child(Base):
    w: List[int]
    x: float
    c: ClassVar[int] = 3
    a: Annotated[int, "meta"]


print(Base.__annotations__)
print(Child.__annotations__)
print(get_type_hints(Child))
print(get_type_hints(Child, include_extras=True)["a"])


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


@final
class Last:
    @final
    def method(self):
        return 1


@no_type_check
def unchecked(x: "anything at all"):
    return x


print(double(2), double("a"), Last().method(), unchecked(1))


@overload
def only(x: int) -> int: ...


try:
    only(1)
except NotImplementedError as error:
    print(str(error)[:41])
try:
    assert_never("x")
except AssertionError as error:
    print(error)


def annotated(a: List[int], b: "Undefined" = None, *args: int, **kw: int) -> Dict[str, T]:
    c: Optional[int] = 3
    d: int
    return c


print(annotated([]))
print(annotated.__annotations__)
print(get_type_hints(double), get_type_hints(Last().method))


def hinted(x: int, y: "str" = "", *rest: Optional[float], **options: None) -> List[int]:
    pass


print(get_type_hints(hinted))
try:
    get_type_hints(3)
except TypeError as error:
    print(error)
