import math

def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)

attempt(lambda: math.sqrt("4"))
attempt(lambda: math.sqrt(None))
attempt(lambda: math.sqrt())
attempt(lambda: math.sqrt(1, 2))
attempt(lambda: math.sin([]))
attempt(lambda: math.pow(1))
attempt(lambda: math.atan2(1))
attempt(lambda: math.fsum(5))
attempt(lambda: math.isnan("nan"))
try:
    math.sqrt(10 ** 400)
except OverflowError as error:
    print(error)
