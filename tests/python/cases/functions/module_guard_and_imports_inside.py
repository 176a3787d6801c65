import math as m
from math import sqrt, pi as circle

def area(r):
    from math import pow
    import json
    return json.dumps([circle * pow(r, 2), m.floor(circle)])

print(area(2), sqrt(16), m.sqrt(9))
if __name__ == "__main__":
    print("main")
try:
    m.no_such_name
except AttributeError as error:
    print(error)
