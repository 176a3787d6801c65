import math as m, json
from collections import OrderedDict, Counter as C
from functools import reduce, partial
import os.path
from itertools import (
    chain,
    islice as take,
)
import sys
print(m.floor(2.5), json.dumps({"a": 1}), C("aab").most_common(1), list(OrderedDict(a=1)),
      reduce(max, [1, 3, 2]))
print(partial(pow, 2)(5), os.path.join("a", "b"), list(take(chain("ab", "cd"), 3)),
      type(m).__name__, m.__name__)
def local():
    from math import pi as constant
    import string
    return round(constant, 3), string.ascii_lowercase[:3]
print(local(), sys.byteorder, __name__)
try:
    string
except NameError as error:
    print(error)
