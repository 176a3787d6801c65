class Item:
    def __init__(self, sku, name, price, quantity=0, tags=()):
        self.sku, self.name, self.price, self.quantity, self.tags = sku, name, price, quantity, set(tags)
    @property
    def value(self): return round(self.price * self.quantity, 2)
    def __eq__(self, other): return isinstance(other, Item) and self.sku == other.sku
    def __hash__(self): return hash(self.sku)
    def __str__(self): return f"{self.sku:<6}{self.name:<12}{self.price:>8.2f}{self.quantity:>5}{self.value:>10,.2f}"

class OutOfStock(LookupError): pass

class Inventory:
    def __init__(self): self._items, self.moves = {}, []
    def __iadd__(self, item):
        if item.sku in self._items: self._items[item.sku].quantity += item.quantity
        else: self._items[item.sku] = item
        self.moves.append(("in", item.sku, item.quantity))
        return self
    def __getitem__(self, sku):
        try: return self._items[sku]
        except KeyError: raise OutOfStock(f"no item {sku}") from None
    def __iter__(self): return iter(sorted(self._items.values(), key=lambda i: (-i.value, i.sku)))
    def __len__(self): return sum(i.quantity for i in self)
    def take(self, sku, n):
        item = self[sku]
        if item.quantity < n: raise OutOfStock(f"only {item.quantity} of {item.name}")
        item.quantity -= n
        self.moves.append(("out", sku, n))
    def tagged(self, *tags): return [i.sku for i in self if i.tags >= set(tags)]
    def report(self):
        yield f"{'sku':<6}{'name':<12}{'price':>8}{'qty':>5}{'value':>10}"
        yield from map(str, self)
        yield f"{'total':<31}{sum(i.value for i in self):>10,.2f}"

stock = Inventory()
stock += Item("A1", "bolt", 0.15, 2000, {"metal", "small"})
stock += Item("B2", "motor", 89.9, 12, {"metal", "electric"})
stock += Item("C3", "cable", 2.5, 300, ["electric"])
stock += Item("A1", "bolt", 0.15, 500)
stock.take("B2", 2)
for sku, n in [("B2", 11), ("X9", 1)]:
    try: stock.take(sku, n)
    except OutOfStock as error: print("!", error)
print(*stock.report(), sep="\n")
print(stock.tagged("metal"), stock.tagged("metal", "electric"), stock.tagged(), len(stock),
      stock.moves[-1])
print(stock["A1"] == Item("A1", "?", 0), len({stock["A1"], Item("A1", "", 1)}))
