# Names for the types that have no name of their own, and a class to hold attributes.


def _generator():
    yield


class _Sample:
    __slots__ = ("slot",)

    def method(self):
        pass


FunctionType = type(_generator)
LambdaType = type(_generator)
BuiltinFunctionType = type(len)
BuiltinMethodType = type(len)
GeneratorType = type(_generator())
MethodType = type(_Sample().method)
MemberDescriptorType = type(_Sample.slot)
WrapperDescriptorType = type(object.__init__)
MethodDescriptorType = type(str.join)
GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


# A view of a mapping that cannot be written through.
class mappingproxy:
    __slots__ = ("_mapping",)
    __module__ = "builtins"
    __hash__ = None

    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")

    def __len__(self):
        return len(self._mapping)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __or__(self, other):
        if isinstance(other, mappingproxy):
            other = other._mapping
        return self._mapping | other

    def __ror__(self, other):
        return other | self._mapping

    def __eq__(self, other):
        if isinstance(other, mappingproxy):
            other = other._mapping
        return self._mapping == other

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)


MappingProxyType = mappingproxy

_shown = set()


class SimpleNamespace:
    __static__ = True

    def __init__(self, /, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)

    def __repr__(self):
        key = id(self)
        name = type(self).__name__
        if type(self) is SimpleNamespace:
            name = "namespace"
        if key in _shown:
            return name + "(...)"
        _shown.add(key)
        try:
            parts = [f"{name}={value!r}" for name, value in self.__dict__.items()]
        finally:
            _shown.discard(key)
        return f"{name}({', '.join(parts)})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None
