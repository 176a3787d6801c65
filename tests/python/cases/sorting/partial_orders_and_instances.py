class Version:
    def __init__(self, text): self.parts = [int(p) if p.isdigit() else p for p in text.split(".")]
    def __lt__(self, other):
        for a, b in zip(self.parts, other.parts):
            if a != b:
                return str(a) < str(b) if str in (type(a), type(b)) else a < b
        return len(self.parts) < len(other.parts)
    def __repr__(self): return ".".join(map(str, self.parts))
print(sorted(map(Version, ["1.10", "1.9", "1.a", "1.9.1", "0.1", "1"])))
print(max(map(Version, ["2.0", "10.0", "9.9"])), min(map(Version, ["2.0", "10.0", "1.9"])))
print(sorted([{1, 2}, {1}, {1, 2, 3}], key=len), sorted(["10", "9", "2"], key=int))
items = [Version("3"), Version("1"), Version("2")]
items.sort(reverse=True)
print(items, sorted(items)[0] is items[-1])
