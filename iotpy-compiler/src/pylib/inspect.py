# What a value is. The parameters of functions are not kept at run time.

from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType


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


def signature(obj, **options):
    raise NotImplementedError("the parameters of functions are not kept at run time")
