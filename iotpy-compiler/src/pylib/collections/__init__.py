# Containers beyond the builtin ones.

from collections._chain import ChainMap
from collections._counter import Counter
from collections._deque import deque
from collections._dicts import OrderedDict, defaultdict
from collections._named import namedtuple
from collections._wrappers import UserDict, UserList, UserString

__all__ = [
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict",
    "deque", "namedtuple",
]
