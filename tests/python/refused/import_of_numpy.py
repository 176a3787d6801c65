# refuse: 3 import numpy
import json
import numpy as np


def handler(event, context):
    return float(np.mean(event["values"]))
