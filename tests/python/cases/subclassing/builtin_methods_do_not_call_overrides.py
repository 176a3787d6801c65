class D(dict):
    def __getitem__(self, k): return "overridden"
    def __len__(self): return 99
    def keys(self): return ["fake"]

d = D(a=1)
print(d["a"], d.get("a"), list(d.values()), list(d), d.keys(), len(d), d.pop("a"), d)

class L(list):
    def append(self, x): super().append(x * 2)
    def __iter__(self): return iter(["iterated"])
    def __contains__(self, x): return True
l = L([1, 2])
l.append(5)
l.extend([7])
l += [8]
l.insert(0, 0)
print(l, list(l), [x for x in l], l[0], 99 in l, len(l), sorted(l), l.index(7),
      ",".join(map(str, l)))

class S(str):
    def __getitem__(self, i): return "?"
    def __iter__(self): return iter("xy")
    def upper(self): return "UP:" + super().upper()
s = S("abc")
print(s[0], list(s), s.upper(), s, s.title(), "".join(s), "-".join([s]), s == "abc", "b" in s)
