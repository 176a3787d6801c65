# Classes that take types as arguments.

from typing._alias import _GenericAlias
from typing._arguments import _argument, _check_count, _is_root, _variables
from typing._variables import TypeVar, TypeVarTuple, _Variable


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = tuple([_argument(one) for one in parameters])
        if _is_root(cls):
            name = cls.__name__
            if not parameters:
                raise TypeError(f"Parameter list to {name}[...] cannot be empty")
            for one in parameters:
                if not isinstance(one, _Variable):
                    raise TypeError(
                        f"Parameters to {name}[...] must all be type variables "
                        "or parameter specification variables."
                    )
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {name}[...] must all be unique")
        else:
            expected = getattr(cls, "__parameters__", ())
            if not any([isinstance(one, TypeVarTuple) for one in expected]):
                _check_count(cls, len(parameters), len(expected))
        return _GenericAlias(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if Generic in (cls.__bases__ if bases is None else bases) and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        if bases is None:
            cls.__parameters__ = ()
            return
        found = _variables(bases)
        listed = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                if listed is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                listed = base.__parameters__
        if listed is not None:
            missing = [str(one) for one in found if one not in listed]
            if missing:
                raise TypeError(
                    f"Some type variables ({', '.join(missing)}) are not listed in "
                    f"Generic[{', '.join([str(one) for one in listed])}]"
                )
            found = listed
        cls.__parameters__ = found


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)


class IO(Generic[AnyStr]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()
