class Acc:
    def __init__(self, log=()): self.log = list(log)
    def __repr__(self): return "Acc" + repr(self.log)
    def __iadd__(self, o): self.log.append(("+", o)); return self
    def __isub__(self, o): self.log.append(("-", o)); return self
    def __imul__(self, o): self.log.append(("*", o)); return self
    def __itruediv__(self, o): self.log.append(("/", o)); return self
    def __ifloordiv__(self, o): self.log.append(("//", o)); return self
    def __imod__(self, o): self.log.append(("%", o)); return self
    def __ipow__(self, o): self.log.append(("**", o)); return self
    def __ilshift__(self, o): self.log.append(("<<", o)); return self
    def __irshift__(self, o): self.log.append((">>", o)); return self
    def __iand__(self, o): self.log.append(("&", o)); return self
    def __ior__(self, o): self.log.append(("|", o)); return self
    def __ixor__(self, o): self.log.append(("^", o)); return self
    def __imatmul__(self, o): self.log.append(("@", o)); return self

a = b = Acc()
a += 1; a -= 2; a *= 3; a /= 4; a //= 5; a %= 6; a **= 7
a <<= 8; a >>= 9; a &= 10; a |= 11; a ^= 12; a @= 13
print(a, a is b)

class Fallback:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Fallback(self.v + o)
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return "from sub"

f = g = Fallback(1)
f += 5
print(f.v, g.v, f is g)
f -= 1
print(f)

class Odd:
    def __iadd__(self, o): return "replaced"
o = Odd()
o += 1
print(o)
