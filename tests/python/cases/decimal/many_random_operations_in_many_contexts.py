from decimal import *

state = 12345


def below(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % limit


def number():
    digits = str(below(10 ** (1 + below(9)))) + str(below(10 ** (1 + below(9))))
    sign = "-" if below(3) == 0 else ""
    return Decimal(f"{sign}{digits}E{below(30) - 20}")


ROUNDINGS = [
    ROUND_UP,
    ROUND_DOWN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_05UP,
]
for n in range(120):
    context = Context(prec=1 + below(20), rounding=ROUNDINGS[below(8)], Emin=-12, Emax=12, traps=[])
    setcontext(context)
    a, b = number(), number()
    print(a, b, context.rounding, context.prec)
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
    print(a.compare(b), a.max(b), a.next_plus(), b.next_minus(), a.remainder_near(b), a.fma(b, a))
    print(+a, -b, abs(a), a.normalize(), a.to_integral_exact(), a.quantize(Decimal("0.01")))
    print(sorted([signal.__name__ for signal, flag in context.flags.items() if flag]))
