import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (Decimal('1.5').to_integral_value(), Decimal('2.5').to_integral_exact(), Decimal('1.5').to_integral(ROUND_FLOOR)))
show(lambda: (Decimal('1.5').fma(2,3), Decimal('inf').fma(0,'a'), Decimal(3).fma(2,Decimal('nan'))))
show(lambda: (Decimal('10').remainder_near(3), Decimal('10').remainder_near(0)))
show(lambda: (Decimal(5).copy_sign(Decimal(-1)), Decimal(5).copy_negate(), Decimal(-5).copy_abs(), Decimal(5).radix(), Decimal(5).canonical()))
show(lambda: (Decimal('1.0').normalize(), Decimal('100').normalize(), Decimal('0.00').normalize(), Decimal('-0E5').normalize()))
