# What a value is, and the parameters of what can be called.

from _sys import parameters
from types import (
    BuiltinFunctionType,
    FunctionType,
    GenericAlias,
    GeneratorType,
    MappingProxyType,
    MethodType,
)


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, FunctionType)


def ismethod(object):
    return isinstance(object, MethodType)


def isbuiltin(object):
    return isinstance(object, BuiltinFunctionType)


def isgenerator(object):
    return isinstance(object, GeneratorType)


def ismodule(object):
    return type(object).__name__ == "module"


def isgeneratorfunction(obj):
    obj = getattr(obj, "__func__", obj)
    return isinstance(obj, FunctionType) and parameters(obj)[0]


# There is no asynchronous code here.
def iscoroutinefunction(obj):
    return False


def iscoroutine(object):
    return False


def isawaitable(object):
    return False


def isasyncgenfunction(obj):
    return False


def isroutine(object):
    return isinstance(object, (FunctionType, MethodType, BuiltinFunctionType))


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__") or kind is property


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


def getdoc(object):
    doc = object.__doc__
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            indent = len(line) - content
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip()
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
    return func


class _Empty:
    pass


_empty = _Empty


class _Kind(int):
    def __new__(cls, value, name, description):
        made = int.__new__(cls, value)
        made.name = name
        made.description = description
        return made

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY", "positional-only")
_POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
_VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL", "variadic positional")
_KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY", "keyword-only")
_VAR_KEYWORD = _Kind(4, "VAR_KEYWORD", "variadic keyword")
_KINDS = (
    _POSITIONAL_ONLY,
    _POSITIONAL_OR_KEYWORD,
    _VAR_POSITIONAL,
    _KEYWORD_ONLY,
    _VAR_KEYWORD,
)
_STARS = ("", "", "*", "", "**")


class Parameter:
    __slots__ = ("_name", "_kind", "_default", "_annotation")

    empty = _Empty
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = _KINDS[kind]
        except (IndexError, TypeError):
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and _STARS[kind]:
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=..., kind=..., default=..., annotation=...):
        return type(self)(
            self._name if name is ... else name,
            self._kind if kind is ... else kind,
            default=self._default if default is ... else default,
            annotation=self._annotation if annotation is ... else annotation,
        )

    def __str__(self):
        text = _STARS[self._kind] + self._name
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation)
        if self._default is not _empty:
            equals = " = " if self._annotation is not _empty else "="
            text += equals + repr(self._default)
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def _parts(self):
        return self._name, int(self._kind), self._default, self._annotation

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self is other or self._parts() == other._parts()

    def __hash__(self):
        return hash(self._parts())


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class BoundArguments:
    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature._parameters.items():
            if parameter._kind >= _KEYWORD_ONLY or name not in self.arguments:
                break
            value = self.arguments[name]
            if parameter._kind == _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_name = False
        for name, parameter in self._signature._parameters.items():
            kind = parameter._kind
            by_name = by_name or kind >= _KEYWORD_ONLY
            if name not in self.arguments:
                # What follows a parameter that was left out can only be given by its name.
                by_name = True
            elif kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            elif by_name:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self._signature._parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter._default is not _empty:
                arguments[name] = parameter._default
            elif parameter._kind == _VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter._kind == _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    __hash__ = None

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<BoundArguments ({shown})>"


class Signature:
    __slots__ = ("_parameters", "_return_annotation")

    empty = _Empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        found = {}
        highest = 0
        defaults = False
        for parameter in parameters or ():
            name, kind = parameter._name, parameter._kind
            if kind < highest:
                before = _KINDS[highest].description
                raise ValueError(
                    f"wrong parameter order: {before} parameter before "
                    f"{kind.description} parameter"
                )
            highest = kind
            if kind <= _POSITIONAL_OR_KEYWORD:
                if parameter._default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError("non-default argument follows default argument")
            if name in found:
                raise ValueError(f"duplicate parameter name: {name!r}")
            found[name] = parameter
        self._parameters = found
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, **options):
        return _signature_of(obj, follow_wrapped)

    @property
    def parameters(self):
        return MappingProxyType(self._parameters)

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=..., return_annotation=...):
        return type(self)(
            self._parameters.values() if parameters is ... else parameters,
            return_annotation=(
                self._return_annotation if return_annotation is ... else return_annotation
            ),
        )

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        rest = list(args)
        kwargs = dict(kwargs)
        extra = None
        surplus = True
        for name, parameter in self._parameters.items():
            kind = parameter._kind
            if kind == _VAR_POSITIONAL:
                if rest:
                    arguments[name] = tuple(rest)
                rest = []
                surplus = False
            elif kind == _VAR_KEYWORD:
                extra = name
            elif kind <= _POSITIONAL_OR_KEYWORD and rest:
                if name in kwargs and kind != _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = rest.pop(0)
            elif kind != _POSITIONAL_ONLY and name in kwargs:
                if rest and surplus:
                    raise TypeError("too many positional arguments")
                arguments[name] = kwargs.pop(name)
            elif kind == _POSITIONAL_ONLY and name in kwargs and parameter._default is _empty:
                raise TypeError(
                    f"{name!r} parameter is positional only, but was passed as a keyword"
                )
            elif parameter._default is _empty and not partial:
                if rest and surplus:
                    raise TypeError("too many positional arguments")
                raise TypeError(f"missing a required argument: {name!r}")
        if rest:
            raise TypeError("too many positional arguments")
        if kwargs:
            if extra is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[extra] = kwargs
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self is other or self._parts() == other._parts()

    def __hash__(self):
        ordered, named, annotation = self._parts()
        return hash((tuple(ordered), frozenset(named.values()), annotation))

    def _parts(self):
        named = {
            name: parameter
            for name, parameter in self._parameters.items()
            if parameter._kind == _KEYWORD_ONLY
        }
        ordered = [
            parameter for parameter in self._parameters.values() if parameter._kind != _KEYWORD_ONLY
        ]
        return ordered, named, self._return_annotation

    def __str__(self):
        parts = []
        slash = False
        star = True
        for parameter in self._parameters.values():
            kind = parameter._kind
            if kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(str(parameter))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature_of(obj, follow_wrapped)


def _signature_of(obj, follow_wrapped):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, MethodType):
        return _without_first(_signature_of(obj.__func__, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda one: hasattr(one, "__signature__"))
        if isinstance(obj, MethodType):
            return _signature_of(obj, follow_wrapped)
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    if isinstance(obj, FunctionType):
        return _signature_of_function(obj)
    if type(obj).__name__ == "partial" and hasattr(obj, "keywords"):
        return _signature_of_partial(obj, follow_wrapped)
    if isinstance(obj, type):
        return _signature_of_class(obj, follow_wrapped)
    call = getattr(type(obj), "__call__", None)
    if isinstance(call, FunctionType):
        return _without_first(_signature_of(call, follow_wrapped))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _signature_of_function(function):
    found = parameters(function)
    annotations = function.__annotations__
    made = []
    for at in range(1, len(found), 4):
        name, kind, has_default, default = found[at : at + 4]
        made.append(
            Parameter(
                name,
                kind,
                default=default if has_default else _empty,
                annotation=annotations.get(name, _empty),
            )
        )
    return Signature(made, return_annotation=annotations.get("return", _empty))


def _without_first(whole):
    made = list(whole._parameters.values())
    if not made or made[0]._kind >= _KEYWORD_ONLY:
        raise ValueError("invalid method signature")
    if made[0]._kind != _VAR_POSITIONAL:
        made = made[1:]
    return whole.replace(parameters=made)


def _signature_of_class(cls, follow_wrapped):
    call = getattr(type(cls), "__call__", None)
    if isinstance(call, FunctionType):
        return _without_first(_signature_of(call, follow_wrapped))
    for name in ("__new__", "__init__"):
        for base in cls.__mro__:
            method = base.__dict__.get(name)
            if base.__module__ != "builtins" and method is not None:
                if isinstance(method, staticmethod):
                    method = method.__func__
                if isinstance(method, FunctionType):
                    made = _signature_of_fields(base, method)
                    if made is not None:
                        return made
                    return _without_first(_signature_of(method, follow_wrapped))
    if all([base.__module__ == "builtins" for base in cls.__mro__[1:]]):
        if cls.__module__ != "builtins" and cls.__mro__[1] is object:
            return Signature()
    raise ValueError(f"no signature found for builtin type {cls!r}")


# The constructors of data classes and named tuples take whatever comes and sort it out. Their
# fields say what is to come; None if the method is not such a one.
def _signature_of_fields(cls, method):
    names = parameters(method)[1::4]
    own = cls.__dict__
    if "__dataclass_fields__" in own and names == ["self", "given", "options"]:
        fields = own["__dataclass_fields__"].values()
        given = [one for one in fields if one.init and repr(one._field_type) != "_FIELD_CLASSVAR"]
        made = [_parameter_of_field(one) for one in given if not one.kw_only]
        made.extend([_parameter_of_field(one) for one in given if one.kw_only])
        return Signature(made, return_annotation=None)
    if "_field_defaults" in own and names == ["_cls", "args", "kwargs"]:
        annotations = own.get("__annotations__", {})
        made = []
        for name in cls._fields:
            default = cls._field_defaults.get(name, _empty)
            annotation = annotations.get(name, _empty)
            kind = _POSITIONAL_OR_KEYWORD
            made.append(Parameter(name, kind, default=default, annotation=annotation))
        return Signature(made)
    return None


def _parameter_of_field(field):
    kind = _KEYWORD_ONLY if field.kw_only else _POSITIONAL_OR_KEYWORD
    default = field.default
    if type(default).__name__ == "_MISSING_TYPE":
        default = _empty
        if type(field.default_factory).__name__ != "_MISSING_TYPE":
            default = _FACTORY
    return Parameter(field.name, kind, default=default, annotation=field.type)


class _Factory:
    def __repr__(self):
        return "<factory>"


_FACTORY = _Factory()


def _signature_of_partial(partial, follow_wrapped):
    whole = _signature_of(partial.func, follow_wrapped)
    try:
        bound = whole.bind_partial(*partial.args, **partial.keywords)
    except TypeError:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from None
    made = []
    by_name = False
    for name, parameter in whole._parameters.items():
        kind = parameter._kind
        if kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            if kind == _VAR_KEYWORD or not by_name:
                made.append(parameter)
            continue
        if name in bound.arguments:
            value = bound.arguments[name]
            if kind == _POSITIONAL_ONLY or kind == _POSITIONAL_OR_KEYWORD and (
                name not in partial.keywords
            ):
                continue
            by_name = by_name or kind == _POSITIONAL_OR_KEYWORD
            parameter = parameter.replace(kind=_KEYWORD_ONLY, default=value)
        elif by_name and kind == _POSITIONAL_OR_KEYWORD:
            parameter = parameter.replace(kind=_KEYWORD_ONLY)
        made.append(parameter)
    return whole.replace(parameters=made)
