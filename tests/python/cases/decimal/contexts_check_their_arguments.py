import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Context())
show(lambda: getcontext())
show(lambda: ExtendedContext)
show(lambda: BasicContext)
show(lambda: DefaultContext)
show(lambda: Context(prec=0))
show(lambda: Context(prec='a'))
show(lambda: Context(rounding='x'))
show(lambda: Context(rounding=3))
show(lambda: Context(Emin=1))
show(lambda: Context(Emax=-1))
show(lambda: Context(capitals=2))
show(lambda: Context(clamp=2))
show(lambda: Context(traps=[Inexact]))
show(lambda: Context(traps=[3]))
show(lambda: Context(traps=3))
show(lambda: Context(flags={Inexact:True}))
show(lambda: Context(prec=5).divide(1,3))
show(lambda: Context(prec=5).divide(1,'3'))
show(lambda: Context(prec=5).create_decimal('1.2345678'))
show(lambda: Context(prec=5).create_decimal_from_float(0.1))
show(lambda: Context().traps)
show(lambda: Context().traps[Inexact])
show(lambda: Context().traps[3])
show(lambda: dict(Context().flags))
show(lambda: Context(prec=3)==Context(prec=3))
show(lambda: (Context().Etiny(), Context().Etop()))
show(lambda: setcontext(3))
show(lambda: localcontext(3))
show(lambda: localcontext(foo=3))
show(lambda: localcontext(prec='a'))
