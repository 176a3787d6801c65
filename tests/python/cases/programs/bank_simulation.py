class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance}, needs {amount}")
        self.short = amount - account.balance

class Account:
    _next = 1000

    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.history = owner, balance, []
        self.number = Account._next
        Account._next += 1

    @property
    def balance(self): return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("+", amount))
        return self

    def withdraw(self, amount):
        if amount > self.available():
            raise InsufficientFunds(self, amount)
        self._balance -= amount
        self.history.append(("-", amount))
        return self

    def available(self): return self._balance
    def __repr__(self): return f"<{type(self).__name__} {self.number} {self.owner}: {self._balance}>"
    def __lt__(self, other): return self._balance < other._balance

class Savings(Account):
    rate = 0.05
    def add_interest(self):
        return self.deposit(round(self._balance * self.rate, 2))

class Credit(Account):
    limit = 500
    def available(self): return self._balance + self.limit

accounts = [Savings("Ann", 1000), Credit("Bob", 50), Account("Cid")]
ann, bob, cid = accounts
ann.deposit(200).withdraw(100).add_interest()
bob.withdraw(300)
for account, amount in [(ann, 5000), (bob, 300), (cid, 1), (cid, -5)]:
    try:
        account.withdraw(amount) if amount > 0 else account.deposit(amount)
    except InsufficientFunds as error:
        print(error, "short by", error.short)
    except ValueError as error:
        print("error:", error)
print(sorted(accounts), ann.history)
try:
    cid.balance = 10
except AttributeError as error:
    print(error)
