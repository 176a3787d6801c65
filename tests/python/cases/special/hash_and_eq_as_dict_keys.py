class Key:
    def __init__(self, name, n): self.name, self.n = name, n
    def __hash__(self): print("hash", self.name, end="; "); return self.n
    def __eq__(self, other):
        print("eq", self.name, other.name, end="; ")
        return self.n == other.n

d = {}
d[Key("a", 1)] = 1
print(len(d))
d[Key("b", 1)] = 2
print(len(d), [k.name for k in d], list(d.values()))
d[Key("c", 2)] = 3
print(len(d))
print(Key("d", 2) in d)
print(d.get(Key("e", 3), "none"))
print({Key("x", 5), Key("y", 5)} and "set")
del d[Key("f", 1)]
print([k.name for k in d])
print(hash(Key("z", -1)))
k = Key("k", 9)
print({k: 1}[k])

class Big:
    def __hash__(self): return 2 ** 61 + 5
class Bad:
    def __hash__(self): return "x"
print(hash(Big()))
try:
    hash(Bad())
except TypeError as error:
    print(error)
