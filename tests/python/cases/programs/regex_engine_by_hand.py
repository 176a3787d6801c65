class Re:
    """Thompson's construction with sets of states; . * + ? | ( ) [a-z]"""
    def __init__(self, pattern):
        self.p, self.i, self.edges = pattern, 0, []
        start, end = self.alternatives()
        if self.i < len(pattern): raise ValueError(f"unexpected {pattern[self.i]!r} at {self.i}")
        self.start, self.end = start, end
    def state(self):
        self.edges.append([])
        return len(self.edges) - 1
    def link(self, a, b, test=None): self.edges[a].append((test, b))
    def alternatives(self):
        start, end = self.state(), self.state()
        while True:
            a, b = self.sequence()
            self.link(start, a); self.link(b, end)
            if self.p[self.i:self.i + 1] != "|": return start, end
            self.i += 1
    def sequence(self):
        start = end = self.state()
        while self.i < len(self.p) and self.p[self.i] not in "|)":
            a, b = self.repeated()
            self.link(end, a)
            end = b
        return start, end
    def repeated(self):
        a, b = self.atom()
        while self.i < len(self.p) and self.p[self.i] in "*+?":
            op = self.p[self.i]
            self.i += 1
            s, e = self.state(), self.state()
            self.link(s, a); self.link(b, e)
            if op in "*?": self.link(s, e)
            if op in "*+": self.link(b, a)
            a, b = s, e
        return a, b
    def atom(self):
        char = self.p[self.i]
        self.i += 1
        if char == "(":
            pair = self.alternatives()
            if self.p[self.i:self.i + 1] != ")": raise ValueError("missing )")
            self.i += 1
            return pair
        if char in "*+?": raise ValueError(f"nothing to repeat at {self.i - 1}")
        if char == ".": test = lambda c: True
        elif char == "[":
            end = self.p.index("]", self.i)
            body, self.i = self.p[self.i:end], end + 1
            allowed = set()
            for j, c in enumerate(body):
                if c == "-" and 0 < j < len(body) - 1:
                    allowed |= {chr(n) for n in range(ord(body[j - 1]), ord(body[j + 1]) + 1)}
                else: allowed.add(c)
            test = allowed.__contains__
        else: test = char.__eq__
        a, b = self.state(), self.state()
        self.link(a, b, test)
        return a, b
    def closure(self, states):
        todo, seen = list(states), set(states)
        while todo:
            for test, target in self.edges[todo.pop()]:
                if test is None and target not in seen:
                    seen.add(target)
                    todo.append(target)
        return seen
    def matches(self, text):
        now = self.closure({self.start})
        for char in text:
            now = self.closure({t for s in now for test,
                  t in self.edges[s] if test and test(char)})
        return self.end in now

import re
for pattern in ["a*b", "(ab|cd)+", "x?y[0-9]+z", ".*end", "a(b|)c", "[a-cx]*", "((a|b)*c)?"]:
    r, words = Re(pattern), ["", "b", "aab", "abcd", "xy12z", "yz", "the end", "abc", "ac", "xxa",
          "ababc"]
    print(pattern, [w for w in words if r.matches(w)],
          all(r.matches(w) == bool(re.fullmatch(pattern, w)) for w in words))
for bad in ["(a", "a)", "*a", "[a"]:
    try: Re(bad)
    except ValueError as error: print(error)
