# What annotations are made of, as objects at run time: they show and compare themselves, take
# parameters and serve as bases. Nothing here checks a value.

import abc
import collections.abc
from types import FunctionType, GenericAlias, UnionType

TYPE_CHECKING = False


def _shown(kind):
    if isinstance(kind, GenericAlias):
        return repr(kind)
    if isinstance(kind, type):
        if kind.__module__ == "builtins":
            return kind.__qualname__
        return f"{kind.__module__}.{kind.__qualname__}"
    if kind is ...:
        return "..."
    if isinstance(kind, FunctionType):
        return kind.__name__
    return repr(kind)


def _argument(kind, message=""):
    if kind is None:
        return type(None)
    if isinstance(kind, str):
        return ForwardRef(kind)
    if isinstance(kind, _GenericAlias) and kind._name in ("ClassVar", "Final"):
        raise TypeError(f"{kind} is not valid as type argument")
    if _is_root(kind):
        raise TypeError(f"Plain {kind} is not valid as type argument")
    if type(kind) is _SpecialForm and kind._name not in _PLAIN_FORMS:
        raise TypeError(f"Plain {kind} is not valid as type argument")
    if type(kind) is tuple:
        raise TypeError(f"{message} Got {kind!r:.100}.")
    return kind


# Whether a class is Generic or Protocol itself. They are not named here, so that a program that
# only has aliases is not linked with them.
def _is_root(kind):
    if not isinstance(kind, type) or isinstance(kind, GenericAlias):
        return False
    return kind.__module__ == "typing" and kind.__name__ in ("Generic", "Protocol")


_PLAIN_FORMS = ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias")


def _unique(items):
    found = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _variables(arguments):
    found = []
    for one in arguments:
        if isinstance(one, _Variable):
            if one not in found:
                found.append(one)
        elif not isinstance(one, type) or isinstance(one, GenericAlias):
            for inner in getattr(one, "__parameters__", ()):
                if inner not in found:
                    found.append(inner)
    return tuple(found)


def _check_count(owner, given, expected):
    if not expected:
        raise TypeError(f"{owner} is not a generic class")
    if given != expected:
        many = "many" if given > expected else "few"
        raise TypeError(f"Too {many} arguments for {owner}; actual {given}, expected {expected}")


class _Form:
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Variable(_Form):
    def __repr__(self):
        if self.__covariant__:
            return "+" + self.__name__
        return ("-" if self.__contravariant__ else "~") + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class TypeVar(_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple([_argument(one, message) for one in constraints])
        self.__bound__ = None if bound is None else _argument(bound, "Bound must be a type.")
        self.__module__ = "__main__"


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = bound
        self.__module__ = "__main__"

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class TypeVarTuple(_Variable):
    def __init__(self, name):
        self.__name__ = name
        self.__module__ = "__main__"

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


class ForwardRef(_Form):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


class _SpecialForm(_Form):
    def __init__(self, name, take=None):
        self._name = name
        self._take = take

    def __getattr__(self, name):
        if name == "__name__" or name == "__qualname__":
            return self._name
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __getitem__(self, parameters):
        if self._take is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._take(self, parameters)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")


# A type or a form with its arguments.
class _GenericAlias(_Form):
    def __init__(self, origin, args, *, inst=True, name=None):
        if not isinstance(args, tuple):
            args = (args,)
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _variables(args)
        self._inst = inst
        self._name = name
        if not name:
            self.__module__ = origin.__module__

    def __getattr__(self, name):
        if name == "__name__" or name == "__qualname__":
            return self._name or getattr(self.__origin__, name)
        if name == "__module__":
            return "typing"
        if name != "__origin__" and not (name[:2] == "__" == name[-2:]):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __repr__(self):
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        arguments = ", ".join([_shown(one) for one in self.__args__]) or "()"
        return f"{name}[{arguments}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getitem__(self, parameters):
        if _is_root(self.__origin__):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = [_argument(one) for one in parameters]
        _check_count(self, len(parameters), len(self.__parameters__))
        changes = dict(zip(self.__parameters__, parameters))
        return self._copy(tuple([_substitute(one, changes) for one in self.__args__]))

    def _copy(self, args):
        return _GenericAlias(self.__origin__, args, inst=self._inst, name=self._name)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return _special_entries(self, bases)
        if self.__origin__ is Generic:
            if any([_is_root(base) and base is not Generic for base in bases]):
                return ()
            for base in bases[bases.index(self) + 1 :]:
                if isinstance(base, _GenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _special_entries(alias, bases):
    found = []
    if alias.__origin__ not in bases:
        found.append(alias.__origin__)
    for base in bases[bases.index(alias) + 1 :]:
        if isinstance(base, (_GenericAlias, _SpecialGenericAlias)):
            return tuple(found)
        if isinstance(base, type) and issubclass(base, Generic):
            return tuple(found)
    found.append(Generic)
    return tuple(found)


def _substitute(kind, changes):
    if isinstance(kind, _Variable):
        return changes.get(kind, kind)
    parameters = getattr(kind, "__parameters__", ())
    if isinstance(kind, type) and not isinstance(kind, GenericAlias) or not parameters:
        return kind
    return kind[tuple([changes.get(one, one) for one in parameters])]


# A name of typing for a type that takes arguments, before it has been given any.
class _SpecialGenericAlias(_Form):
    def __init__(self, origin, count, *, inst=False, name=None):
        self.__origin__ = origin
        self._count = count
        self._inst = inst
        self._name = name or origin.__name__

    def __getattr__(self, name):
        if name == "__name__" or name == "__qualname__":
            return self._name
        if name == "__module__":
            return "typing"
        if name != "__origin__" and not (name[:2] == "__" == name[-2:]):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        message = "Parameters to generic types must be types."
        parameters = tuple([_argument(one, message) for one in parameters])
        _check_count(self, len(parameters), self._count)
        return _GenericAlias(self.__origin__, parameters, inst=self._inst, name=self._name)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return _special_entries(self, bases)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            cls = cls.__origin__
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        message = "Tuple[t0, t1, ...]: each t must be a type."
        parameters = tuple([_argument(one, message) for one in parameters])
        return _GenericAlias(tuple, parameters, inst=False, name="Tuple")


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        inputs, result = parameters
        message = "Callable[args, result]: result must be a type."
        result = _argument(result, message)
        if isinstance(inputs, list):
            inputs = tuple([_argument(one) for one in inputs])
        else:
            inputs = (inputs,)
        return _CallableGenericAlias(self.__origin__, inputs + (result,), name="Callable")


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        *inputs, result = self.__args__
        if len(inputs) == 1 and (inputs[0] is ... or isinstance(inputs[0], ParamSpec)):
            return f"typing.Callable[{_shown(inputs[0])}, {_shown(result)}]"
        inputs = ", ".join([_shown(one) for one in inputs])
        return f"typing.Callable[[{inputs}], {_shown(result)}]"

    def _copy(self, args):
        return _CallableGenericAlias(self.__origin__, args, name=self._name)


class _UnionGenericAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_shown(args[0] if args[1] is type(None) else args[1])}]"
        return super().__repr__()

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self.__origin__!r}")

    def _copy(self, args):
        return Union[args]

    def __instancecheck__(self, obj):
        for kind in self.__args__:
            if isinstance(obj, kind):
                return True
        return False

    def __subclasscheck__(self, cls):
        for kind in self.__args__:
            if issubclass(cls, kind):
                return True
        return False


def _union(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for one in parameters:
        one = _argument(one, "Union[arg, ...]: each arg must be a type.")
        if isinstance(one, (_UnionGenericAlias, UnionType)):
            flat.extend(one.__args__)
        else:
            flat.append(one)
    for one in flat:
        hash(one)
    flat = _unique(flat)
    if len(flat) == 1:
        return flat[0]
    name = "Optional" if len(flat) == 2 and type(None) in flat else "Union"
    return _UnionGenericAlias(Union, tuple(flat), name=name)


def _optional(form, parameter):
    return Union[_argument(parameter, f"{form} requires a single type."), type(None)]


class _LiteralGenericAlias(_GenericAlias):
    def __init__(self, args):
        super().__init__(Literal, args, name="Literal")
        self.__parameters__ = ()

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(one) for one in self.__args__]) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_typed(self.__args__)) == set(_typed(other.__args__))

    def __hash__(self):
        return hash(frozenset(_typed(self.__args__)))


def _typed(values):
    return [(value, type(value)) for value in values]


def _literal(form, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for one in parameters:
        flat.extend(one.__args__ if isinstance(one, _LiteralGenericAlias) else (one,))
    return _LiteralGenericAlias(tuple([value for value, _ in _unique(_typed(flat))]))


def _single(form, parameter):
    kind = _argument(parameter, f"{form} accepts only single type.")
    return _GenericAlias(form, (kind,), name=form._name)


def _several(form, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _GenericAlias(form, tuple([_argument(one) for one in parameters]), name=form._name)


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        metadata = ", ".join([repr(one) for one in self.__metadata__])
        return f"typing.Annotated[{_shown(self.__origin__)}, {metadata}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (
            self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__
        )

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def _copy(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class Annotated:
    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple) or len(parameters) < 2:
            raise TypeError(
                "Annotated[...] should be used with at least two arguments "
                "(a type and an annotation)."
            )
        message = "Annotated[t, ...]: t must be a type."
        return _AnnotatedAlias(_argument(parameters[0], message), tuple(parameters[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError("Cannot subclass typing.Annotated")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _SpecialForm("Union", _union)
Optional = _SpecialForm("Optional", _optional)
Literal = _SpecialForm("Literal", _literal)
ClassVar = _SpecialForm("ClassVar", _single)
Final = _SpecialForm("Final", _single)
Required = _SpecialForm("Required", _single)
NotRequired = _SpecialForm("NotRequired", _single)
TypeGuard = _SpecialForm("TypeGuard", _single)
Unpack = _SpecialForm("Unpack", _single)
Concatenate = _SpecialForm("Concatenate", _several)
NoReturn = _SpecialForm("NoReturn")
Never = _SpecialForm("Never")
Self = _SpecialForm("Self")
LiteralString = _SpecialForm("LiteralString")
TypeAlias = _SpecialForm("TypeAlias")


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


_NOT_OF_PROTOCOL = (
    "__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ "
    "__slots__ __subclasshook__ __weakref__ __class_getitem__ __parameters__ __orig_bases__ "
    "__orig_class__ _is_protocol _is_runtime_protocol __qualname__ __init_subclass__"
).split()


def _protocol_members(cls):
    found = []
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
                if not name.startswith("_abc_") and name not in _NOT_OF_PROTOCOL:
                    found.append(name)
    return found


def _only_methods(cls):
    for name in _protocol_members(cls):
        if not callable(getattr(cls, name, None)):
            return False
    return True


class _ProtocolMeta(abc.ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = cls.__dict__.get("_is_protocol", False)
        if is_protocol and not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        if not is_protocol or _only_methods(cls):
            if issubclass(instance.__class__, cls):
                return True
        if is_protocol:
            for name in _protocol_members(cls):
                if not hasattr(instance, name):
                    break
                if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                    break
            else:
                return True
            if not _only_methods(cls):
                return cls in type(instance).__mro__
        return super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if base is object or base is Generic or base.__module__ in _OPEN_MODULES:
                continue
            if not (issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if "__init__" not in cls.__dict__:
            cls.__init__ = _no_instances

    @classmethod
    def __subclasshook__(cls, other):
        if not cls.__dict__.get("_is_protocol", False):
            return NotImplemented
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        if not _only_methods(cls):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        for name in _protocol_members(cls):
            if getattr(other, name, None) is None:
                return NotImplemented
        return True


_OPEN_MODULES = ("collections.abc", "contextlib")


def _no_instances(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        found = base.__dict__.get("__init__", _no_instances)
        if found is not _no_instances:
            cls.__init__ = found
            found(self, *args, **kwargs)
            return
    cls.__init__ = object.__init__


def runtime_checkable(cls):
    if not (issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(
            f"@runtime_checkable can be only applied to protocol classes, got {cls!r}"
        )
    cls._is_runtime_protocol = True
    return cls


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __int__(self):
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __index__(self):
        pass


class _Supports(Protocol):
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return _GenericAlias(cls, (parameters,))


@runtime_checkable
class SupportsAbs(_Supports, Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(_Supports, Protocol):
    __slots__ = ()

    @abc.abstractmethod
    def __round__(self, ndigits=0):
        pass


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str

List = _SpecialGenericAlias(list, 1, name="List")
Dict = _SpecialGenericAlias(dict, 2, name="Dict")
Set = _SpecialGenericAlias(set, 1, name="Set")
FrozenSet = _SpecialGenericAlias(frozenset, 1, name="FrozenSet")
Type = _SpecialGenericAlias(type, 1, name="Type")
Tuple = _TupleType(tuple, -1, name="Tuple")
Deque = _SpecialGenericAlias(collections.deque, 1, inst=True, name="Deque")
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2, inst=True, name="DefaultDict")
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2, inst=True)
Counter = _SpecialGenericAlias(collections.Counter, 1, inst=True)
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2, inst=True)
Callable = _CallableType(collections.abc.Callable, 2, inst=True)
Hashable = _SpecialGenericAlias(collections.abc.Hashable, 0, inst=True)
Sized = _SpecialGenericAlias(collections.abc.Sized, 0, inst=True)
Iterable = _SpecialGenericAlias(collections.abc.Iterable, 1, inst=True)
Iterator = _SpecialGenericAlias(collections.abc.Iterator, 1, inst=True)
Generator = _SpecialGenericAlias(collections.abc.Generator, 3, inst=True)
Reversible = _SpecialGenericAlias(collections.abc.Reversible, 1, inst=True)
Container = _SpecialGenericAlias(collections.abc.Container, 1, inst=True)
Collection = _SpecialGenericAlias(collections.abc.Collection, 1, inst=True)
Sequence = _SpecialGenericAlias(collections.abc.Sequence, 1, inst=True)
MutableSequence = _SpecialGenericAlias(collections.abc.MutableSequence, 1, inst=True)
AbstractSet = _SpecialGenericAlias(collections.abc.Set, 1, inst=True, name="AbstractSet")
MutableSet = _SpecialGenericAlias(collections.abc.MutableSet, 1, inst=True)
Mapping = _SpecialGenericAlias(collections.abc.Mapping, 2, inst=True)
MutableMapping = _SpecialGenericAlias(collections.abc.MutableMapping, 2, inst=True)
MappingView = _SpecialGenericAlias(collections.abc.MappingView, 1, inst=True)
KeysView = _SpecialGenericAlias(collections.abc.KeysView, 1, inst=True)
ValuesView = _SpecialGenericAlias(collections.abc.ValuesView, 1, inst=True)
ItemsView = _SpecialGenericAlias(collections.abc.ItemsView, 2, inst=True)

Pattern = _SpecialForm("Pattern", _single)
Match = _SpecialForm("Match", _single)
ContextManager = _SpecialForm("ContextManager", _single)
AsyncContextManager = _SpecialForm("AsyncContextManager", _single)
Awaitable = _SpecialForm("Awaitable", _single)
AsyncIterable = _SpecialForm("AsyncIterable", _single)
AsyncIterator = _SpecialForm("AsyncIterator", _single)
AsyncGenerator = _SpecialForm("AsyncGenerator", _several)
Coroutine = _SpecialForm("Coroutine", _several)


class IO(Generic[AnyStr]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class NewType(_Form):
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(
            "Cannot subclass an instance of NewType. "
            f"Perhaps you were looking for: `X = NewType('X', {name})`"
        )


_PROHIBITED = (
    "__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _field_types _make "
    "_replace _asdict _source"
).split()


class NamedTupleMeta(type):
    def __new__(metacls, typename, bases, namespace):
        if not bases:
            return super().__new__(metacls, typename, bases, namespace)
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        types = namespace.get("__annotations__", {})
        defaults = []
        for name in types:
            if name in namespace:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default "
                    f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        values = [namespace[name] for name in defaults]
        made = _named_tuple(typename, types, values, namespace["__module__"])
        if Generic in bases:
            made = type.__new__(type, typename, (made, Generic), _generic_parts(namespace))
        for name, value in namespace.items():
            if name in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in ("__module__", "__name__", "__annotations__") and name not in types:
                setattr(made, name, value)
        return made


def _generic_parts(namespace):
    parts = {"__slots__": (), "__module__": namespace["__module__"]}
    if "__orig_bases__" in namespace:
        parts["__orig_bases__"] = namespace["__orig_bases__"]
    return parts


def _named_tuple(name, types, defaults, module):
    made = collections.namedtuple(name, list(types), defaults=defaults, module=module)
    checked = {}
    for field, kind in types.items():
        checked[field] = _argument(kind, f"field {field} annotation must be a type")
    made.__annotations__ = checked
    return made


class _NamedTuple(metaclass=NamedTupleMeta):
    pass


class _NamedTupleForm:
    __name__ = "NamedTuple"

    def __call__(self, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError(
                "Either list of fields or keywords can be provided to NamedTuple, not both"
            )
        return _named_tuple(typename, dict(fields), (), "__main__")

    def __mro_entries__(self, bases):
        return (_NamedTuple,)


NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        generic = ()
        for base in bases:
            if base is Generic:
                generic = (Generic,)
            elif type(base) is not _TypedDictMeta:
                raise TypeError(
                    "cannot inherit from both a TypedDict type and a non-TypedDict base class"
                )
        own = {}
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        for key, kind in namespace.get("__annotations__", {}).items():
            own[key] = kind if isinstance(kind, _GenericAlias) else _argument(kind, message)
        annotations = {}
        required = []
        optional = []
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.extend(base.__dict__.get("__required_keys__", ()))
            optional.extend(base.__dict__.get("__optional_keys__", ()))
        annotations.update(own)
        for key, kind in own.items():
            if isinstance(kind, _AnnotatedAlias):
                kind = kind.__origin__
            form = getattr(kind, "__origin__", None)
            must = total if form not in (Required, NotRequired) else form is Required
            (required if must else optional).append(key)
        made = super().__new__(metacls, name, generic + (dict,), dict(namespace))
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __init__(cls, name, bases, namespace, total=True):
        pass

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


class _TypedDict(metaclass=_TypedDictMeta):
    pass


class _TypedDictForm:
    __name__ = "TypedDict"

    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        if fields is None:
            fields = kwargs
        elif kwargs:
            raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
        body = {"__annotations__": dict(fields), "__module__": "__main__"}
        return _TypedDictMeta(typename, (), body, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)


TypedDict = _TypedDictForm()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def cast(typ, val):
    return val


def assert_type(val, typ):
    return val


def reveal_type(obj):
    return obj


def assert_never(arg):
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    return arg


def dataclass_transform(**options):
    def decorate(cls_or_fn):
        return cls_or_fn

    return decorate


def _overloaded(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions outside a stub module should always be "
        "followed by an implementation that is not @overload-ed."
    )


def overload(func):
    return _overloaded


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _SpecialGenericAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if not isinstance(tp, (_GenericAlias, GenericAlias, UnionType)):
        return ()
    args = tp.__args__
    if isinstance(tp, _CallableGenericAlias):
        if not (len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec))):
            return (list(args[:-1]), args[-1])
    return args


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    owners = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    hints = {}
    for owner in owners:
        if isinstance(obj, type):
            annotations = owner.__dict__.get("__annotations__", {})
        else:
            annotations = getattr(owner, "__annotations__", None)
            if annotations is None:
                raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, kind in annotations.items():
            kind = _named_type(kind)
            hints[name] = kind if include_extras else _without_extras(kind)
    return hints


_NAMED_TYPES = (int, float, str, bool, bytes, list, dict, tuple, set, frozenset, object)


def _named_type(kind):
    if kind is None:
        return type(None)
    if isinstance(kind, ForwardRef):
        kind = kind.__forward_arg__
    if not isinstance(kind, str):
        return kind
    for known in _NAMED_TYPES:
        if known.__name__ == kind:
            return known
    raise NotImplementedError(f"the annotation {kind!r} is text and cannot be evaluated")


def _without_extras(kind):
    if isinstance(kind, _AnnotatedAlias):
        return _without_extras(kind.__origin__)
    if isinstance(kind, _GenericAlias):
        if kind.__origin__ is Required or kind.__origin__ is NotRequired:
            return _without_extras(kind.__args__[0])
        args = tuple([_without_extras(one) for one in kind.__args__])
        if args != kind.__args__:
            return kind._copy(args)
    return kind
