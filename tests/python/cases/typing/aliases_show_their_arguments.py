from typing import (
    Annotated,
    Any,
    Callable,
    ClassVar,
    Deque,
    Dict,
    Final,
    FrozenSet,
    Generator,
    Generic,
    Iterable,
    Iterator,
    List,
    Literal,
    Mapping,
    NoReturn,
    Optional,
    Sequence,
    Set,
    Tuple,
    Type,
    TypeVar,
    Union,
)

T = TypeVar("T")
K = TypeVar("K", bound=int)
C = TypeVar("C", covariant=True)
for kind in (
    Any,
    Optional[int],
    Union[int, str],
    Union[int, None],
    Union[int],
    Union[int, str, int],
    Optional[Union[int, str]],
    List,
    List[int],
    Dict[str, int],
    Tuple[int, ...],
    Tuple[()],
    Tuple[int, str],
    Set[int],
    FrozenSet[str],
    Type[int],
    Callable,
    Callable[[int, str], bool],
    Callable[..., int],
    Callable[[], None],
    Iterable[int],
    Iterator,
    Generator[int, str, None],
    Sequence[T],
    Mapping[str, Any],
    Literal["a", 1, True, None],
    Final[int],
    ClassVar[int],
    Annotated[int, "x", 3],
    T,
    K,
    C,
    Generic[T],
    NoReturn,
    List["Later"],
    Optional["Later"],
    Dict[str, List[Tuple[int, ...]]],
    Deque[int],
    List[int | None],
    Optional[list[int]],
):
    print(kind)
print(List[int] == List[int], List[int] == List[str], Union[int, str] == Union[str, int])
print(hash(List[int]) == hash(List[int]), Optional[int] == Union[int, None], List[int] == list[int])
print(Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1], {List[int]: 1}[List[int]])
print(List[int].__origin__, List[int].__args__, Dict[str, T].__parameters__, Union[int, str].__args__)
print(Annotated[int, "x"].__metadata__, Annotated[int, "x"].__origin__, T.__name__, K.__bound__)
print(List[int] | None, T | int, int | List[int], Literal[1] | None, Optional[int] | str)
print(Dict[str, T][int], Dict[K, T][int, str], Union[T, int][str], Callable[[T], T][int], List[T][T])
print(Literal[Literal[1, 2], 3], Literal[1, 1, 2], Annotated[Annotated[int, 1], 2])
