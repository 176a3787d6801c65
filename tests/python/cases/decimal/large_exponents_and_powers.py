from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: len(str(Decimal(10)**5000 + 0)))
show(lambda: Decimal('1' + '0'*5000).adjusted())
show(lambda: Context(prec=6000).divide(1, 7) % 1 > 0)
show(lambda: Decimal('1e-400') == 0)
show(lambda: Decimal('1e999999') > 10**100)
show(lambda: Decimal('1e400') + 1)
show(lambda: float(Decimal('1e400')))
show(lambda: int(Decimal('1e30')))
show(lambda: Decimal('123.456').to_integral_value(rounding=ROUND_UP))
show(lambda: Context(prec=50).power(2, Decimal('0.5')))
show(lambda: Decimal(2)**Decimal('1000000'))
show(lambda: Decimal('1.0000001')**1000000)
show(lambda: Decimal('0.5')**-3)
show(lambda: Decimal(-2)**3)
show(lambda: Decimal(-2)**-3)
show(lambda: Decimal('-0')**3)
show(lambda: Decimal('inf')**Decimal('-0.5'))
show(lambda: Decimal('NaN').is_nan())
show(lambda: [Decimal(x) for x in (' 1', '1_0', '+1.', '.5', '1e+5', '1E-5', '-sNaN12', 'INF', 'iNfInItY')])
