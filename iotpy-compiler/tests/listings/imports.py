from __future__ import annotations

import _json as json
import math as m
from math import pi, sqrt as root
from typing import TYPE_CHECKING, List

if TYPE_CHECKING:
    import numpy

try:
    import ujson
except ImportError:
    ujson = None


def f(a: List[int]):
    import device

    device.set_pin_high(2)
    return m.floor(root(a)) * pi, json.loads, json.JSONDecodeError


f(2)
