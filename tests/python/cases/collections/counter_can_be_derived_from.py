from collections import Counter


class Votes(Counter):
    def winner(self):
        return self.most_common(1)[0][0] if self else None


v = Votes("abcab")
print(v, v.winner(), v["q"], Votes().winner(), isinstance(v, Counter))
print(v.copy(), type(v + v).__name__)


class Lower(Counter):
    def __missing__(self, key):
        return -1


print(Lower("a")["b"])
unsortable = Counter({"a": 1, "b": "x"})
print(unsortable)
