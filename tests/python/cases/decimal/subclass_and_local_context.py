from decimal import Decimal, DivisionByZero, InvalidOperation, Inexact, getcontext, localcontext


class Money(Decimal):
    def __new__(cls, value, currency="EUR"):
        self = super().__new__(cls, value)
        self.currency = currency
        return self

    def shown(self):
        return f"{self:.2f} {self.currency}"


price = Money("19.99", "CHF")
print(price.shown(), repr(price), type(price + 1).__name__, price + 1, price == Decimal("19.99"))
with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / 7, getcontext().prec)
print(Decimal(1) / 7, getcontext().prec)
with localcontext(prec=3, rounding="ROUND_UP"):
    print(Decimal(1) / 7)
try:
    with localcontext() as context:
        context.traps[Inexact] = True
        Decimal(1) / 3
except Inexact as error:
    print(type(error).__name__, error, isinstance(error, ArithmeticError))
try:
    Decimal(1) / 0
except ZeroDivisionError as error:
    print(type(error).__name__, error)
with localcontext() as context:
    context.traps[DivisionByZero] = False
    context.traps[InvalidOperation] = 0
    print(Decimal(-1) / 0, Decimal(0) / 0, context.flags[DivisionByZero])
print(sum([Decimal("0.1")] * 3), max([Decimal(2), 3, Decimal("3.5")]), sorted([Decimal(3), 1.5, 2]))
print({Decimal("1.0"): "a"}[1], Decimal("1.5") in [1.5], Decimal(10) in {10})
