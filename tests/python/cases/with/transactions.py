class Account:
    def __init__(self, **balances): self.balances = balances
    def __enter__(self):
        self.saved = dict(self.balances)
        return self
    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.balances = self.saved
            print("rolled back:", value)
        return kind is not None and issubclass(kind, ValueError)
    def move(self, a, b, amount):
        if amount <= 0: raise ValueError("amount")
        self.balances[a] -= amount
        if self.balances[a] < 0: raise ValueError(f"{a} is short")
        self.balances[b] += amount

bank = Account(ann=100, bob=20)
with bank as b:
    b.move("ann", "bob", 50)
with bank as b:
    b.move("bob", "ann", 10)
    b.move("bob", "ann", 1000)
print(bank.balances)
try:
    with bank:
        bank.move("ann", "eve", 1)
except KeyError as error:
    print("KeyError", error)
print(bank.balances)
