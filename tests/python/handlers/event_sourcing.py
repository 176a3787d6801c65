"""A bank account rebuilt from its events; commands give new events or are refused."""

from dataclasses import dataclass, field
from functools import singledispatchmethod


@dataclass
class Opened:
    owner: str


@dataclass
class Deposited:
    amount: int


@dataclass
class Withdrawn:
    amount: int
    fee: int = 0


KINDS = {cls.__name__: cls for cls in (Opened, Deposited, Withdrawn)}


@dataclass
class Account:
    owner: str = ""
    balance: int = 0
    changes: list = field(default_factory=list)

    @singledispatchmethod
    def apply(self, event):
        raise TypeError(f"what is {event!r}?")

    @apply.register(Opened)
    def _(self, event):
        self.owner = event.owner

    @apply.register(Deposited)
    def _(self, event):
        self.balance += event.amount

    @apply.register(Withdrawn)
    def _(self, event):
        self.balance -= event.amount + event.fee

    def withdraw(self, amount):
        fee = 1 if amount > 100 else 0
        if amount + fee > self.balance:
            raise ValueError(f"{self.owner} has {self.balance}, not {amount + fee}")
        self.record(Withdrawn(amount, fee))

    def record(self, event):
        self.apply(event)
        self.changes.append(event)


def handler(event, context):
    account = Account()
    for entry in event["history"]:
        kind, *values = entry
        account.apply(KINDS[kind](*values))
    refused = []
    for amount in event.get("withdraw", []):
        try:
            account.withdraw(amount)
        except ValueError as error:
            refused.append(str(error))
    return {"balance": account.balance, "changes": [repr(c) for c in account.changes], "refused": refused}
