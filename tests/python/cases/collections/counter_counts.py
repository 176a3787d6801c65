from collections import Counter

c = Counter("abracadabra")
print(c, len(c), sum(c.values()))
print(c["a"], c["z"], "z" in c)
print(Counter(), Counter([]), Counter(a=2, b=1), Counter({"x": 3}), Counter({"x": 3}, y=1, x=2))
words = "the cat and the hat and the bat".split()
print(Counter(words))
print(Counter(words).most_common(2))
print(Counter("aabbc").most_common(), Counter("aabbc").most_common(0))
print(Counter("abc").most_common(10), Counter("abc").most_common(-1))
print(sorted(Counter("hello").elements()), list(Counter(a=2, b=0, c=-1, d=1).elements()))
print(Counter("hello").total(), Counter().total())
c = Counter()
for word in words:
    c[word] += 1
print(c)
c["new"] = 0
print(c, c.get("none"), c.get("none", 5))
del c["new"]
del c["missing"]
print(c)
print(Counter([1, 1.0, True, "1"]), Counter(x % 3 for x in range(10)))
print(list(c), list(c.items()), dict(c), sorted(c))
print(max(c, key=c.get), c.pop("the"), c.setdefault("q", 9), c)
