from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


for bad in ('1..2', '1e', 'e5', '.', '+', '--1', '1 2', '0x10', 'infin', 'nan.5', 'nanx', '1e5.5', '_', '١.٢'):
    show(lambda: Decimal(bad))
with localcontext(Context(prec=4, traps=[])) as c:
    show(lambda: (Decimal('1.23456')+0, Decimal('abc'), Decimal(1)/0, Decimal(0)/0, Decimal('nan') < 1))
    print(c)
    c.flags = {s: False for s in c.flags}
    print(c.flags[InvalidOperation], list(c.flags)[0])
