# The names of typing for containers, functions and other classes of the library.

import collections.abc
from typing._alias import _GenericAlias, _SpecialForm, _SpecialGenericAlias
from typing._arguments import _argument, _shown
from typing._forms import _several, _single
from typing._variables import ParamSpec


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
