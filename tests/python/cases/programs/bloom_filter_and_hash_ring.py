def fnv(text, seed=2166136261):
    h = seed
    for byte in text.encode(): h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h

class Bloom:
    def __init__(self, bits=256, hashes=3): self.bits, self.hashes, self.field = bits, hashes, 0
    def _positions(self,
          item): return [(fnv(item,
                2166136261 + i * 7919)) % self.bits for i in range(self.hashes)]
    def add(self, item):
        for p in self._positions(item): self.field |= 1 << p
    def __contains__(self, item): return all(self.field >> p & 1 for p in self._positions(item))
    def density(self): return self.field.bit_count() / self.bits

class Ring:
    def __init__(self, nodes, replicas=8):
        self.points = sorted((fnv(f"{n}#{i}"), n) for n in nodes for i in range(replicas))
    def node(self, key):
        h = fnv(key)
        for point, name in self.points:
            if point >= h: return name
        return self.points[0][1]

b = Bloom()
words = "alpha beta gamma delta epsilon zeta".split()
for w in words: b.add(w)
print([w in b for w in words], [w in b for w in ["eta", "theta", "iota", "kappa"]],
      round(b.density(), 4))
keys = [f"key{i}" for i in range(60)]
before, after = Ring(["n1", "n2", "n3"]), Ring(["n1", "n2", "n3", "n4"])
counts = {}
for k in keys: counts[before.node(k)] = counts.get(before.node(k), 0) + 1
moved = [k for k in keys if before.node(k) != after.node(k)]
print(sorted(counts.items()), len(moved), {after.node(k) for k in moved} == {"n4"}, fnv("hello"))
