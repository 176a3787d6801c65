from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


ctx = Context(prec=4, Emax=9, Emin=-9, traps=[Overflow, Underflow, Inexact])
for f in (
    lambda: ctx.multiply(Decimal('9e9'), 10),
    lambda: ctx.multiply(Decimal('1e-9'), Decimal('1e-9')),
    lambda: ctx.divide(1, 3),
    lambda: ctx.create_decimal('123456'),
    lambda: ctx.plus(Decimal('1e9')),
    lambda: ctx.sqrt(2),
    lambda: ctx.add('1', 2),
    lambda: ctx.abs(-5),
    lambda: ctx.is_zero(0),
    lambda: ctx.to_sci_string(Decimal('1e5')),
    lambda: ctx.copy_sign(1, -1),
    lambda: ctx.canonical(1),
    lambda: ctx.power(2, 3, 5),
    lambda: ctx.power(a=2, b=3),
    lambda: ctx.radix(),
    lambda: ctx.number_class(3),
    lambda: ctx.same_quantum(1, 2),
    lambda: ctx.remainder(7, 3),
    lambda: ctx.divide_int(7, 3),
    lambda: ctx.divmod(7, 3),
    lambda: ctx.fma(2, 3, 4),
    lambda: ctx.quantize(Decimal('1.23'), Decimal('0.1')),
    lambda: ctx.logical_and(11, 10),
    lambda: ctx.next_plus(1),
    lambda: ctx.compare(1, 2),
    lambda: ctx.max(1, 2),
    lambda: ctx.exp(0),
    lambda: ctx.ln(1),
    lambda: ctx.log10(100),
    lambda: ctx.logb(100),
    lambda: ctx.scaleb(1, 2),
    lambda: ctx.shift(1, 2),
    lambda: ctx.rotate(1, 2),
    lambda: ctx.minus(1),
    lambda: ctx.subtract(1, 2),
    lambda: ctx.normalize(100),
    lambda: ctx.to_integral_value(Decimal('1.5')),
    lambda: ctx.to_integral_exact(Decimal('1.0')),
    lambda: ctx.to_eng_string(Decimal('1e5'))
):
    show(f)
show(
    lambda: ctx.foo)


def set_precision(value):
    getcontext().prec = value


def set_rounding(value):
    getcontext().rounding = value


def set_unknown(value):
    getcontext().precision = value


show(lambda: set_precision(-1))
show(lambda: set_precision("5"))
show(lambda: set_rounding("UP"))
show(lambda: set_unknown(5))
