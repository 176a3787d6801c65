import types
from types import SimpleNamespace

n = SimpleNamespace(a=1, b="x")
print(n, n.a, n == SimpleNamespace(a=1, b="x"), n == SimpleNamespace(a=2), n != 3)
n.c = [n.a]
del n.b
print(n, n.__dict__, SimpleNamespace())
n.me = n
print(n)
try:
    n.missing
except AttributeError as error:
    print("AttributeError")
try:
    SimpleNamespace(1)
except TypeError as error:
    print("TypeError")


def f():
    yield


class C:
    def m(self):
        pass


print(isinstance(f, types.FunctionType), isinstance(lambda: 1, types.LambdaType))
print(isinstance(len, types.BuiltinFunctionType), isinstance(C().m, types.MethodType))
print(isinstance(f(), types.GeneratorType), isinstance(None, types.NoneType))
print(isinstance(list[int], types.GenericAlias), isinstance(int | str, types.UnionType))
print(types.NoneType, types.FunctionType, types.GeneratorType, types.MethodType)
print(isinstance(..., types.EllipsisType), isinstance(NotImplemented, types.NotImplementedType))
print(list[int], dict[str, list[int]], int | None, (int | str).__args__, list[int].__origin__)
print(isinstance(3, int | str), isinstance("x", int | None), list[int]([1, 2]), tuple[int, ...])


class Sub(SimpleNamespace):
    pass


print(Sub(x=1))
