class Comparable:
    def __eq__(self, other): return self.key() == other.key()
    def __lt__(self, other): return self.key() < other.key()
    def __le__(self, other): return self < other or self == other

class Printable:
    def __repr__(self): return f"{type(self).__name__}{self.key()}"

class Version(Comparable, Printable):
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def key(self):
        return self.parts

versions = [Version(t) for t in ["1.10.0", "1.2.9", "0.9", "1.2.10"]]
print(sorted(versions), max(versions), min(versions))
print(Version("1.0") == Version("1.0"), Version("1.0") <= Version("1.0.0"))
print(Version("2") > Version("1"))
print(isinstance(versions[0], Printable), issubclass(Version, Comparable))
