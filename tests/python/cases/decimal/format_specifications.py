import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: format(Decimal('1234567.891'),',.2f'))
show(lambda: format(Decimal('1234567.891'),'x'))
show(lambda: format(Decimal('1234567.891'),'>20'))
show(lambda: format(Decimal('1234567.891'),'020,.1f'))
show(lambda: format(Decimal('-0'),'zf'))
show(lambda: format(Decimal('-0.001'),'z.1f'))
show(lambda: (format(Decimal('1e10'),''), format(Decimal('1e10'),'f'), format(Decimal('1e10'),'e'), format(Decimal('1e10'),'g'), format(Decimal('1e10'),'G')))
show(lambda: (format(Decimal('0.25'),'%'), format(Decimal('0.25678'),'.1%')))
show(lambda: (format(Decimal('nan'),'010'), format(Decimal('-inf'),'*^10'), format(Decimal('inf'),'+')))
show(lambda: (format(Decimal('1'),'n'), format(Decimal('1234'),'n')))
show(lambda: format(Decimal('1'),'_'))
show(lambda: format(Decimal('1'),'#'))
show(lambda: format(Decimal('1'),'d'))
show(lambda: f"{Decimal('3.14159'):.3}|{Decimal('3.14159'):10.2f}|{Decimal('31415'):.2}|{Decimal('0'):.3}|{Decimal('0.000'):.1}|{Decimal('0'):e}|{Decimal('0'):.3e}|{Decimal('123.456'):.2e}|{Decimal('0E-10'):.2f}|{Decimal('0E+10'):f}|{Decimal('0E+10'):g}|{Decimal('0E+3'):%}")
show(lambda: f"{Decimal('5'): }|{Decimal('5'):+}|{Decimal('5'):<5}|{Decimal('5'):^5}|{Decimal('5'):=5}|{Decimal('-5'):=5}|{Decimal('-5'):05}|{Decimal('-5'):x<05}|{Decimal('5'):é>5}")
