accounts = {"ann": 100, "bob": 50}
history = []

def transfer(source, target, amount):
    if source not in accounts:
        raise KeyError(source)
    if amount <= 0:
        raise ValueError("amount must be positive, not %d" % amount)
    if accounts[source] < amount:
        raise ValueError(f"{source} has only {accounts[source]}")
    accounts[source] -= amount
    accounts[target] = accounts.get(target, 0) + amount
    history.append((source, target, amount))

for args in (("ann", "bob", 30), ("bob", "cat", 200), ("dan", "ann", 1), ("bob", "cat", 80),
    ("ann", "bob", -5), ("cat", "ann", 80)):
    try:
        transfer(*args)
    except KeyError as error:
        print("no account", error)
    except ValueError as error:
        print("refused:", error)
    else:
        print("ok", args)
print(accounts, sum(accounts.values()), history)
