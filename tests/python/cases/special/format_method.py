class Temp:
    def __init__(self, c): self.c = c
    def __format__(self, spec):
        if spec == "f":
            return f"{self.c * 9 / 5 + 32:.1f}F"
        if not spec:
            return f"{self.c}C"
        return f"[{spec}]"

t = Temp(20)
print(f"{t} {t:f} {t:anything here} {t:>10}", format(t), format(t, "f"), "{:f}|{}".format(t, t))
width = 7
print(f"{t:{width}.{width}}", "{:{}}".format(t, "abc"), str(t).startswith("<__main__.Temp"))

class Text:
    def __str__(self): return "text"
print(f"{Text()}", f"{Text()!s:>6}|{Text()!s:^8}|", format(Text()))
for spec in (">10", "d", "x"):
    try:
        format(Text(), spec)
    except TypeError as error:
        print(error)

class Bad:
    def __format__(self, spec): return 3
try:
    format(Bad())
except TypeError as error:
    print(error)
try:
    format(Text(), 5)
except TypeError as error:
    print(error)
