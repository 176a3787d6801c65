# What newer versions of typing have is in ours.

from typing import *
