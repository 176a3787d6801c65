from _math import *
