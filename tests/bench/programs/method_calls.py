"""Small methods that call each other: own, inherited, overridden, static and of a property."""

SIZE = 80_000
SMALL = 20


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.amount = 0
        self.moves = 0

    def move(self, amount):
        self.moves += 1
        self.amount = self.clipped(self.amount + amount)

    def fee(self, amount):
        return 1

    @staticmethod
    def clipped(amount):
        return amount if amount < 1000000 else amount - 1000000

    @property
    def is_busy(self):
        return self.moves % 16 == 0


class Savings(Account):
    def __init__(self, owner, part):
        super().__init__(owner)
        self.part = part

    def fee(self, amount):
        return amount // self.part

    def move(self, amount):
        super().move(amount - self.fee(amount))


def transfer(source, target, amount, scale=1):
    target.move(amount * scale)
    source.move(target.fee(amount))


def run(size):
    first = Account("first")
    second = Savings("second", part=9)
    busy = 0
    for turn in range(size):
        amount = turn % 211
        if turn & 1:
            transfer(first, second, amount)
        else:
            transfer(second, first, amount, scale=2)
        if first.is_busy:
            busy += 1
    return "%d %d %d %d" % (first.amount, second.amount, first.moves + second.moves, busy)


if __name__ == "__main__":
    print(run(SIZE))
