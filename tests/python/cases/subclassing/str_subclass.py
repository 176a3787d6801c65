class Name(str):
    def __new__(cls, text):
        return super().__new__(cls, text.strip().title())
    def initials(self):
        return "".join(word[0] for word in self.split())

n = Name("  ada lovelace ")
print(n, repr(n), len(n), n.initials(), n == "Ada Lovelace", type(n.upper()).__name__, n + "!")
print(type(n + "!").__name__, n[0], n[-3:], "Ada" in n, hash(n) == hash("Ada Lovelace"),
      {n: 1}[str(n)])
print(isinstance(n, str), f"{n:>15}", "-".join([n, n]), n.split(), sorted(n)[:3], n * 2)
print(n.startswith("Ada"), n < "B", max(n, "Z"), str(n) is n, type(str(n)).__name__, [n], (n,))
n.extra = 1
print(n.extra, vars(n))

class Quiet(str):
    def __str__(self): return "quiet"
    def __repr__(self): return "Quiet()"
    def __eq__(self, other): return True
    __hash__ = str.__hash__
q = Quiet("x")
print(q, repr(q), [q], f"{q}", "%s" % q, q == 5, q + "y", len(q))
