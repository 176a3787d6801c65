# Data classes. There is no compiler at run time, so the methods are closures over the fields, and
# the checks that a call of a generated function would make are written out.

from types import GenericAlias, MappingProxyType, MemberDescriptorType


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind("_FIELD")
_FIELD_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Kind("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        kind = self.type
        name = kind.__name__ if isinstance(kind, type_of_types) else repr(kind)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


type_of_types = type


class Field:
    __slots__ = (
        "name",
        "type",
        "default",
        "default_factory",
        "repr",
        "hash",
        "init",
        "compare",
        "metadata",
        "kw_only",
        "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
            f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
            f"kw_only={self.kw_only!r},_field_type={self._field_type})"
        )

    def __set_name__(self, owner, name):
        told = getattr(type(self.default), "__set_name__", None)
        if told:
            told(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return (
            f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},"
            f"order={self.order!r},unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})"
        )


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)

    def wrap(cls):
        return _process(cls, params, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def _process(cls, params, match_args, kw_only, slots, weakref_slot):
    fields = {}
    any_frozen = bases = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            bases = True
            for one in inherited.values():
                fields[one.name] = one
            if getattr(base, _PARAMS).frozen:
                any_frozen = True
    setattr(cls, _PARAMS, params)
    for one in _own_fields(cls, kw_only):
        fields[one.name] = one
    if bases and any_frozen != params.frozen:
        kind = ("non-frozen", "a frozen") if any_frozen else ("frozen", "a non-frozen")
        raise TypeError(f"cannot inherit {kind[0]} dataclass from {kind[1]} one")
    setattr(cls, _FIELDS, fields)
    explicit_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (
        explicit_hash is MISSING or explicit_hash is None and "__eq__" in cls.__dict__
    )
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    _add_methods(cls, params, fields, slots)
    _add_hash(cls, params, fields, has_hash)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in _parameters(fields)[0]])
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(fields, params.init)
    if "__abstractmethods__" in cls.__dict__:
        _update_abstract(cls)
    if slots:
        cls = _with_slots(cls, params.frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    return cls


def _update_abstract(cls):
    from abc import update_abstractmethods

    update_abstractmethods(cls)


def _own_fields(cls, kw_only):
    annotations = cls.__dict__.get("__annotations__", {})
    found = []
    kw_only_seen = False
    for name, kind in annotations.items():
        if _is_special(kind, "KW_ONLY", KW_ONLY):
            if kw_only_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_seen = kw_only = True
            continue
        found.append(_field_of(cls, name, kind, kw_only))
    for one in found:
        if isinstance(getattr(cls, one.name, None), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _is_special(kind, name, sentinel):
    if isinstance(kind, str):
        kind = kind.split("[")[0].strip()
        return kind == name or kind == "dataclasses." + name or kind == "dc." + name
    return kind is sentinel


def _is_class_variable(kind):
    if isinstance(kind, str):
        kind = kind.split("[")[0].strip()
        return kind == "ClassVar" or kind.endswith(".ClassVar")
    origin = getattr(kind, "__origin__", kind)
    return repr(origin) == "typing.ClassVar" and not isinstance(origin, type)


def _field_of(cls, name, kind, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        one = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING
        one = field(default=default)
    one.name = name
    one.type = kind
    one._field_type = _FIELD
    if _is_class_variable(kind):
        one._field_type = _FIELD_CLASSVAR
    elif kind is InitVar or type(kind) is InitVar or _is_special(kind, "InitVar", InitVar):
        one._field_type = _FIELD_INITVAR
    if one._field_type is not _FIELD and one.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if one._field_type is not _FIELD_CLASSVAR:
        if one.kw_only is MISSING:
            one.kw_only = kw_only
    elif one.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if one._field_type is _FIELD and type(one.default).__hash__ is None:
        raise ValueError(
            f"mutable default {type(one.default)} for field {name} is not allowed: "
            "use default_factory"
        )
    return one


def _parameters(fields):
    standard = []
    keyword = []
    for one in fields.values():
        if one.init and one._field_type is not _FIELD_CLASSVAR:
            (keyword if one.kw_only else standard).append(one)
    return standard, keyword


def _add_methods(cls, params, fields, slots):
    plain = [one for one in fields.values() if one._field_type is _FIELD]
    if params.init:
        made = _init(cls, fields, params.frozen, slots)
        if "__init__" not in cls.__dict__:
            _put(cls, made)
    if params.repr and "__repr__" not in cls.__dict__:
        _put(cls, _repr([one.name for one in plain if one.repr]))
    compared = [one.name for one in plain if one.compare]
    if params.eq and "__eq__" not in cls.__dict__:
        _put(cls, _eq(compared))
    if params.order:
        for method in _order(compared):
            name = method.__name__
            if name in cls.__dict__:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
            _put(cls, method)
    if params.frozen:
        for name, method in zip(("__setattr__", "__delattr__"), _frozen(cls, plain)):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
            _put(cls, method)


def _put(cls, method):
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    setattr(cls, method.__name__, method)


def _add_hash(cls, params, fields, has_hash):
    if params.unsafe_hash:
        if has_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not params.eq or has_hash:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    names = []
    for one in fields.values():
        if one._field_type is _FIELD and (one.compare if one.hash is None else one.hash):
            names.append(one.name)

    def __hash__(self):
        return hash(_values(self, names))

    _put(cls, __hash__)


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


# The steps of a constructor beyond handing its arguments to the attributes of the same names.
def _init(cls, fields, frozen, slots):
    standard, keyword = _parameters(fields)
    optional = None
    for one in standard:
        if one.default is not MISSING or one.default_factory is not MISSING:
            optional = one
        elif optional:
            raise TypeError(f"non-default argument {one.name!r} follows default argument")
    parameters = standard + keyword
    positions = {one.name: index for index, one in enumerate(parameters)}
    post = hasattr(cls, "__post_init__")
    init_only = [
        positions[one.name]
        for one in fields.values()
        if one._field_type is _FIELD_INITVAR and one.name in positions
    ]
    steps = []
    for one in fields.values():
        factory = one.default_factory
        if slots and factory is MISSING and one.default is not MISSING:
            # The slot hides what the class has as the default.
            factory = _constant(one.default)
        if one._field_type is _FIELD and (one.init or factory is not MISSING):
            steps.append((one.name, positions.get(one.name), factory))
    title = cls.__qualname__ + ".__init__()"
    names = [name for name, _, _ in steps]
    simple = not keyword and [one.name for one in standard] == names and not frozen
    count = len(standard)
    places = range(count)
    least = sum([_is_required(one) for one in standard])

    def __init__(self, /, *given, **options):
        values = given
        if options or keyword or not least <= len(values) <= count:
            values = _fill(parameters, values, options) if len(values) <= count else None
            if values is None:
                _refuse(title, standard, keyword, positions, given, options)
        elif len(values) < count:
            values += tuple([_default(one) for one in standard[len(values) :]])
        if simple:
            for place in places:
                setattr(self, names[place], values[place])
        else:
            put = object.__setattr__ if frozen else setattr
            for name, position, factory in steps:
                put(self, name, factory() if position is None else values[position])
        if post:
            self.__post_init__(*[values[position] for position in init_only])

    return __init__


def _constant(value):
    return lambda: value


# The values of all parameters; None if these are not the arguments that they take.
def _fill(parameters, given, options):
    values = list(given)
    named = 0
    for one in parameters[len(given) :]:
        value = options.get(one.name, MISSING)
        if value is not MISSING:
            named += 1
        elif _is_required(one):
            return None
        values.append(value)
    if named != len(options):
        return None
    for place in range(len(given), len(values)):
        if values[place] is MISSING:
            values[place] = _default(parameters[place])
    return values


# Raises what a function with these parameters would raise.
def _refuse(title, standard, keyword, positions, values, options):
    count = len(standard)
    bound = list(values[:count])
    bound.extend([MISSING] * (len(positions) - len(bound)))
    for name, value in options.items():
        position = positions.get(name)
        if position is None and name != "self":
            raise TypeError(f"{title} got an unexpected keyword argument {name!r}")
        if position is None or bound[position] is not MISSING:
            raise TypeError(f"{title} got multiple values for argument {name!r}")
        bound[position] = value
    if len(values) > count:
        _refuse_surplus(title, standard, len(values), bound[count:])
    _refuse_missing(title, "positional", standard, bound)
    _refuse_missing(title, "keyword-only", keyword, bound[count:])


def _default(one):
    factory = one.default_factory
    return one.default if factory is MISSING else factory()


def _is_required(one):
    return one.default is MISSING and one.default_factory is MISSING


def _refuse_surplus(title, standard, given, keyword_values):
    most = len(standard) + 1
    least = 1 + sum([_is_required(one) for one in standard])
    takes = f"from {least} to {most}" if least < most else str(most)
    plural = "" if takes == "1" else "s"
    named = len([value for value in keyword_values if value is not MISSING])
    extra = ""
    if named:
        extra = f" positional arguments (and {named} keyword-only argument{'s'[:named > 1]})"
    raise TypeError(
        f"{title} takes {takes} positional argument{plural} but {given + 1}{extra} were given"
    )


def _refuse_missing(title, kind, parameters, bound):
    names = []
    for one, value in zip(parameters, bound):
        if value is MISSING and _is_required(one):
            names.append(repr(one.name))
    if not names:
        return
    count = len(names)
    if count > 2:
        listed = ", ".join(names[:-1]) + ", and " + names[-1]
    else:
        listed = " and ".join(names)
    plural = "s" if count > 1 else ""
    raise TypeError(f"{title} missing {count} required {kind} argument{plural}: {listed}")


_shown = set()


def _repr(names):
    def __repr__(self):
        key = id(self)
        if key in _shown:
            return "..."
        _shown.add(key)
        try:
            parts = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _shown.discard(key)
        return f"{self.__class__.__qualname__}({', '.join(parts)})"

    return __repr__


def _eq(names):
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in names:
            mine = getattr(self, name)
            its = getattr(other, name)
            if mine is not its and not mine == its:
                return False
        return True

    return __eq__


def _order(names):
    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) < _values(other, names)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) <= _values(other, names)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) > _values(other, names)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) >= _values(other, names)
        return NotImplemented

    return __lt__, __le__, __gt__, __ge__


def _frozen(cls, fields):
    names = [one.name for one in fields]

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _annotation(kind):
    if isinstance(kind, type) and type(kind) is not GenericAlias:
        if kind.__module__ == "builtins":
            return kind.__qualname__
        return f"{kind.__module__}.{kind.__qualname__}"
    return repr(kind).replace("typing.", "")


def _signature(fields, init):
    if not init:
        return "()"
    standard, keyword = _parameters(fields)
    parts = []
    for one in standard + [None] * bool(keyword) + keyword:
        if one is None:
            parts.append("*")
            continue
        part = f"{one.name}: {_annotation(one.type)}"
        if one.default_factory is not MISSING:
            part += f" = {_HAS_DEFAULT_FACTORY!r}"
        elif one.default is not MISSING:
            part += f" = {one.default!r}"
        parts.append(part)
    return f"({', '.join(parts)})"


def _with_slots(cls, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [one.name for one in fields(cls)]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update([slots] if isinstance(slots, str) else slots)
    slots = [name for name in names if name not in inherited]
    if weakref_slot:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    cls.__qualname__ = qualname
    return cls


def fields(class_or_instance):
    found = getattr(class_or_instance, _FIELDS, None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([one for one in found.values() if one._field_type is _FIELD])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


_ATOMS = (int, str, float, bool, type(None), bytes)


def _convert(obj, build):
    kind = type(obj)
    if kind in _ATOMS:
        return obj
    if hasattr(kind, _FIELDS):
        return build([(one.name, _convert(getattr(obj, one.name), build)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_convert(item, build) for item in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_convert(item, build) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_convert(key, build), _convert(value, build)) for key, value in obj.items()]
        if hasattr(kind, "default_factory"):
            result = kind(obj.default_factory)
            for key, value in pairs:
                result[key] = value
            return result
        return kind(pairs)
    return _deepcopy(obj)


def _deepcopy(obj):
    from copy import deepcopy

    return deepcopy(obj)


def replace(obj, /, **changes):
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("replace() should be called on dataclass instances")
    for one in getattr(obj, _FIELDS).values():
        name = one.name
        if one._field_type is _FIELD_CLASSVAR:
            continue
        if not one.init:
            if name in changes:
                raise ValueError(
                    f"field {name} is declared with init=False, "
                    "it cannot be specified with replace()"
                )
        elif name not in changes:
            if one._field_type is _FIELD_INITVAR and one.default is MISSING:
                raise ValueError(f"InitVar {name!r} must be specified with replace()")
            changes[name] = getattr(obj, name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    from keyword import iskeyword

    body = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        kind = "typing.Any"
        if isinstance(item, str):
            name = item
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    body["__annotations__"] = annotations
    body["__module__"] = "types"
    return dataclass(type(cls_name, bases, body), **options)
