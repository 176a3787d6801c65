from contextlib import contextmanager
from decimal import Decimal


class InsufficientFunds(Exception):
    def __init__(self, account, missing):
        super().__init__(account, missing)
        self.account, self.missing = account, missing

    def __str__(self):
        return f"{self.account} lacks {self.missing}"


class Bank:
    def __init__(self):
        self.balances, self.journal = {}, []

    def open(self, name, amount="0"):
        self.balances[name] = Decimal(amount)

    @contextmanager
    def transaction(self, label):
        before = dict(self.balances)
        try:
            yield self
        except InsufficientFunds as error:
            self.balances = before
            self.journal.append((label, "undone", str(error)))
        except Exception:
            self.balances = before
            self.journal.append((label, "failed"))
            raise
        else:
            self.journal.append((label, "done"))

    def move(self, source, target, amount):
        amount = Decimal(amount)
        self.balances[target] += amount
        self.balances[source] -= amount
        if self.balances[source] < 0:
            raise InsufficientFunds(source, -self.balances[source])


bank = Bank()
bank.open("ann", "10.10")
bank.open("bob")
with bank.transaction("rent"):
    bank.move("ann", "bob", "3.03")
with bank.transaction("car"):
    bank.move("ann", "bob", "5")
    bank.move("ann", "bob", "5")
try:
    with bank.transaction("typo"):
        bank.move("ann", "bop", 1)
except KeyError as error:
    print("no account", error)
print(bank.balances)
print(*bank.journal, sep="\n")
