# Tuples whose items have names.

from _lang import tuple_field, tuple_instance


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        _rename(fields)
    _check(typename, fields, rename)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(fields):
        raise TypeError("Got more default values than field names")
    namespace = _methods(typename, tuple(fields), defaults)
    namespace["__module__"] = "__main__" if module is None else module
    for number, name in enumerate(fields):
        namespace[name] = tuple_field(number, f"Alias for field number {number}")
    return type(typename, (tuple,), namespace)


def _rename(fields):
    seen = set()
    for number, name in enumerate(fields):
        if not name.isidentifier() or _is_keyword(name) or name[0] == "_" or name in seen:
            fields[number] = f"_{number}"
        seen.add(name)


def _check(typename, fields, rename):
    for name in [typename] + fields:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _is_keyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in fields:
        if name[0] == "_" and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _is_keyword(name):
    return name in (
        "False None True and as assert async await break class continue def del elif else except "
        "finally for from global if import in is lambda nonlocal not or pass raise return try "
        "while with yield"
    ).split()


def _methods(typename, fields, defaults):
    size = len(fields)
    known = dict(zip(fields[size - len(defaults):], defaults))

    def __new__(_cls, /, *args, **kwargs):
        if kwargs or len(args) != size:
            args = _bind(f"{typename}.__new__", fields, known, args, kwargs)
        return tuple_instance(_cls, args)

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != size:
            raise TypeError(f"Expected {size} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in zip(fields, self)]
        return f"{self.__class__.__name__}({', '.join(shown)})"

    def _asdict(self):
        return dict(zip(fields, self))

    def __getnewargs__(self):
        return tuple(self)

    return {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": known,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }


def _bind(name, fields, defaults, args, kwargs):
    """The values of all fields, or the error that a function with these parameters raises."""
    size = len(fields)
    if len(args) > size:
        least = size - len(defaults) + 1
        takes = f"from {least} to {size + 1}" if defaults else f"{size + 1}"
        plural = "s" if size or defaults else ""
        raise TypeError(
            f"{name}() takes {takes} positional argument{plural} but {len(args) + 1} were given"
        )
    values = dict(zip(fields, args))
    for field, value in kwargs.items():
        if field not in fields:
            raise TypeError(f"{name}() got an unexpected keyword argument {field!r}")
        if field in values:
            raise TypeError(f"{name}() got multiple values for argument {field!r}")
        values[field] = value
    missing = [repr(field) for field in fields if field not in values and field not in defaults]
    if missing:
        count = len(missing)
        if count > 2:
            missing[-2:] = [f"{missing[-2]}, and {missing[-1]}"]
            shown = ", ".join(missing)
        else:
            shown = " and ".join(missing)
        plural = "s" if count > 1 else ""
        raise TypeError(f"{name}() missing {count} required positional argument{plural}: {shown}")
    found = [values[field] if field in values else defaults[field] for field in fields]
    return tuple(found)
