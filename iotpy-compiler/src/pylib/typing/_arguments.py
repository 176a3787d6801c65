# The arguments of generic types: checked, shown, and the variables in them.

import typing
from types import FunctionType, GenericAlias


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
    if isinstance(kind, typing._GenericAlias) and kind._name in ("ClassVar", "Final"):
        raise TypeError(f"{kind} is not valid as type argument")
    if _is_root(kind):
        raise TypeError(f"Plain {kind} is not valid as type argument")
    if type(kind) is typing._SpecialForm and kind._name not in _PLAIN_FORMS:
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
        if isinstance(one, typing._Variable):
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
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]


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
