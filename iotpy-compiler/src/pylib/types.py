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
MappingProxyType = type(_Sample.__dict__)
MemberDescriptorType = type(_Sample.slot)
WrapperDescriptorType = type(object.__init__)
MethodDescriptorType = type(str.join)
GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


_shown = set()


class SimpleNamespace:
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
