from typing import Annotated, Any, Callable, ClassVar, Dict, Final, Generic, List, Literal, NoReturn, Optional, TypeVar, Union

T = TypeVar("T")


def attempt(action):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: isinstance([], List[int]))
attempt(lambda: isinstance(1, Any))
attempt(lambda: isinstance(1, ClassVar))
attempt(lambda: isinstance(1, Union))
attempt(lambda: isinstance(3, Literal[3]))
attempt(lambda: List())
attempt(lambda: List[int]())
attempt(lambda: Any())
attempt(lambda: Union())
attempt(lambda: Union[int, str]())
attempt(lambda: List[int, str])
attempt(lambda: Dict[int])
attempt(lambda: Optional[int, str])
attempt(lambda: Union[()])
attempt(lambda: Callable[int])
attempt(lambda: NoReturn[int])
attempt(lambda: Final[int, str])
attempt(lambda: Generic[int])
attempt(lambda: Generic[T, T])
attempt(lambda: List[int][str])
attempt(lambda: TypeVar("X", int))
attempt(lambda: TypeVar("X", covariant=True, contravariant=True))
attempt(lambda: TypeVar("X", int, str, bound=int))
attempt(lambda: List[ClassVar[int]])
print(isinstance([], List), isinstance({}, Dict), isinstance(1, Union[int, str]), issubclass(list, List))
print(isinstance(None, Optional[int]), isinstance("x", Optional[int]), isinstance(len, Callable))
