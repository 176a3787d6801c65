from decimal import *

state = 777


def below(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % limit


for n in range(60):
    setcontext(Context(prec=5 + below(40), traps=[]))
    a = Decimal(1 + below(10 ** (1 + below(9)))).scaleb(below(12) - 8)
    b = Decimal(below(2000) - 1000).scaleb(-below(4))
    print(a, b, a.sqrt(), a.ln(), a.log10(), b.exp())
    print(a**b, a ** below(50), a ** -below(20), a ** Decimal("0.5"))
print(Context(prec=300).exp(1))
print(Context(prec=200).ln(Decimal(2)), Context(prec=200).log10(3), Context(prec=200).sqrt(2))
