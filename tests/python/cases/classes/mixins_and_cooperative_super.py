log = []
class Base:
    def __init__(self, **rest):
        log.append("Base")
        if rest:
            raise TypeError(f"unexpected {sorted(rest)}")
    def describe(self):
        return ["base"]
class Named(Base):
    def __init__(self, name, **rest):
        log.append("Named")
        super().__init__(**rest)
        self.name = name
    def describe(self):
        return [f"name={self.name}"] + super().describe()
class Priced(Base):
    def __init__(self, price=0, **rest):
        log.append("Priced")
        super().__init__(**rest)
        self.price = price
    def describe(self):
        return [f"price={self.price}"] + super().describe()
class Comparable:
    def __lt__(self, other):
        return self.key() < other.key()
    def __eq__(self, other):
        return self.key() == other.key()
class Json:
    def to_dict(self):
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}
class Item(Named, Priced, Comparable, Json):
    def key(self):
        return self.price, self.name
items = [Item(name="b", price=2), Item(name="a", price=2), Item(name="z", price=1)]
print(log[:4], [i.name for i in sorted(items)], items[0].describe(), items[2].to_dict(), items[0] == Item("b", price=2))
print([c.__name__ for c in Item.__mro__], Item.__hash__)
try:
    Item(name="x", colour="red")
except TypeError as error:
    print(error)
try:
    class Wrong(Base, Named):
        pass
except TypeError as error:
    print(str(error).split("\n")[0])
