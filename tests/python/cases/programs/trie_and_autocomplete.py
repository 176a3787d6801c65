class Trie:
    def __init__(self): self.children, self.count = {}, 0
    def add(self, word, n=1):
        node = self
        for char in word: node = node.children.setdefault(char, Trie())
        node.count += n
        return self
    def find(self, prefix):
        node = self
        for char in prefix:
            node = node.children.get(char)
            if node is None: return None
        return node
    def words(self, prefix=""):
        if self.count: yield prefix, self.count
        for char in sorted(self.children): yield from self.children[char].words(prefix + char)
    def complete(self, prefix, limit=3):
        node = self.find(prefix)
        if node is None: return []
        return [w for w,
              _ in sorted(node.words(prefix), key=lambda pair: (-pair[1], pair[0]))[:limit]]
    def __contains__(self, word): return bool((node := self.find(word)) and node.count)
    def __len__(self): return bool(self.count) + sum(map(len, self.children.values()))
    def match(self, pattern, prefix=""):
        if not pattern:
            if self.count: yield prefix
            return
        head, rest = pattern[0], pattern[1:]
        if head == "*":
            yield from self.match(rest, prefix)
            for char, child in self.children.items(): yield from child.match(pattern,
                  prefix + char)
        for char, child in self.children.items():
            if head in ("?", char): yield from child.match(rest, prefix + char)

t = Trie()
for word in "the then there their they a an and ant anthem the the an".split(): t.add(word)
print(t.complete("the"), t.complete("an", 2), t.complete("x"), t.complete("", 2), len(t),
      "ant" in t, "th" in t)
print(list(t.words("")), sorted(set(t.match("th?y"))), sorted(set(t.match("*t*m"))),
      sorted(set(t.match("a*"))))
