# refuse: 2 import *
from math import *


def handler(event, context):
    return sqrt(event)
