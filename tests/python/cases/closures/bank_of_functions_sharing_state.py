def account(balance=0):
    history = []
    def deposit(amount):
        nonlocal balance
        balance += amount
        history.append(("+", amount))
        return balance
    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError(f"only {balance} left")
        balance -= amount
        history.append(("-", amount))
        return balance
    def statement():
        return [f"{sign}{amount}" for sign, amount in history], balance
    return deposit, withdraw, statement

put, take, show = account(10)
other, _, other_show = account()
print(put(5), take(12), other(1), show(), other_show())
try:
    take(100)
except ValueError as error:
    print(error, show())
print(take.__name__, put.__qualname__)
