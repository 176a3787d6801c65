from dataclasses import dataclass, field
from functools import cached_property, total_ordering


@dataclass
class Account:
    owner: str
    balance: float = 0.0
    history: list = field(default_factory=list, repr=False, compare=False)
    rate = 0.02

    @property
    def interest(self):
        return self.balance * self.rate

    @classmethod
    def parse(cls, text):
        owner, balance = text.split(":")
        return cls(owner, float(balance))

    @staticmethod
    def currency():
        return "EUR"

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"bad amount {amount}")
        self.balance += amount
        self.history.append(amount)
        return self

    def __add__(self, other):
        return Account(f"{self.owner}&{other.owner}", self.balance + other.balance)

    def __bool__(self):
        return self.balance > 0

    def __len__(self):
        return len(self.history)


a = Account.parse("ann:10").deposit(5).deposit(2.5)
print(a, a.interest, len(a), bool(a), bool(Account("x")), Account.currency(), a.rate)
print(a + Account("bob", 1), a == Account("ann", 17.5), a.history)
try:
    a.deposit(-1)
except ValueError as error:
    print(error)


@dataclass
class Circle:
    radius: float

    @cached_property
    def area(self):
        print("computed")
        return 3 * self.radius**2


c = Circle(2)
print(c.area, c.area, c)


@total_ordering
@dataclass(eq=False)
class Card:
    rank: int
    suit: str

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


print(Card(3, "h") >= Card(2, "s"), Card(3, "h") == Card(3, "s"), sorted([Card(5, "x"), Card(1, "y")]))


@dataclass
class Node:
    value: int
    left: "Node" = None
    right: "Node" = None

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Node(value))
        else:
            child.insert(value)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


root = Node(5)
for n in (3, 8, 1, 4, 9):
    root.insert(n)
print(list(root), root.left)
