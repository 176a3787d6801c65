import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: int(Decimal('nan')))
show(lambda: int(Decimal('inf')))
show(lambda: float(Decimal('nan')))
show(lambda: int(Decimal('-1.9')))
show(lambda: round(Decimal('nan')))
show(lambda: round(Decimal('inf')))
show(lambda: round(Decimal(1),1.5))
show(lambda: Decimal('nan').as_integer_ratio())
show(lambda: Decimal('inf').as_integer_ratio())
show(lambda: Decimal('-3.14').as_integer_ratio())
show(lambda: Decimal('1e3').as_integer_ratio())
show(lambda: Decimal('0E5').as_integer_ratio())
show(lambda: Decimal('1.20').as_tuple())
show(lambda: Decimal('nan').as_tuple())
show(lambda: Decimal('-inf').as_tuple())
show(lambda: (bool(Decimal(0)), bool(Decimal('nan'))))
