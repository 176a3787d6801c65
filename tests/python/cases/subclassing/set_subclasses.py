class Tags(set):
    def add(self, tag):
        super().add(tag.lower())
    def __str__(self):
        return ",".join(sorted(self))

t = Tags(["b"])
t.add("A")
t.add("C")
print(t, sorted(t), len(t), "a" in t, t == {"a", "b", "c"}, isinstance(t, set))
print(sorted(t | {"z"}), type(t | {"z"}).__name__, sorted(t & {"a"}), t >= {"a"},
      sorted(t - {"b"}))
t.discard("a")
t.update("xy")
print(str(t), bool(Tags()), repr(Tags()), repr(Tags(["q"])), type(t.copy()).__name__)

class Frozen(frozenset):
    pass
f = Frozen("ab")
print(sorted(f), hash(f) == hash(frozenset("ab")), {f: 1}[frozenset("ab")], repr(Frozen([1])))
