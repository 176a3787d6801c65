import functools


class Version:
    def __init__(self, text):
        self.parts = [int(part) for part in text.split(".")]

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))

    def __eq__(self, other):
        return self.parts == other.parts

    def __hash__(self):
        return hash(tuple(self.parts))


def weight(word):
    total = 0
    for letter in word:
        total = total * 3 + ord(letter)
    return total % 101


versions = [Version(f"{n % 5}.{n * 7 % 11}.{n}") for n in range(30)]
print(sorted(versions)[:5], max(versions), min(versions, key=lambda v: v.parts[::-1]))
words = "the quick brown fox jumps over the lazy dog".split()
words.sort(key=weight, reverse=True)
print(words)
print(functools.reduce(lambda a, b: a * 31 + weight(b), words, 7))
print(sorted(words, key=functools.cmp_to_key(lambda a, b: weight(a) - weight(b))))
print(len({Version("1.2"), Version("1.2"), Version("1.3")}), Version("4.0.4") in versions)
print(list(filter(lambda v: v.parts[0] == 3, versions)), [*map(weight, words)])
