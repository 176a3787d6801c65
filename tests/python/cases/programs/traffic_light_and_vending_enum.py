from enum import Enum, auto

class Light(Enum):
    RED = 30
    GREEN = 25
    YELLOW = 5
    @property
    def next(self):
        order = list(Light)
        return order[(order.index(self) + 1) % len(order)]

light, second, changes = Light.RED, 0, []
while second < 120:
    changes.append((second, light.name))
    second += light.value
    light = light.next
print(changes)

class Vending:
    class State(Enum):
        WAITING = auto()
        PAID = auto()
        BROKEN = auto()
    PRICES = {"cola": 150, "water": 80}
    def __init__(self): self.state, self.money, self.stock = self.State.WAITING, 0, {"cola": 1,
          "water": 2}
    def coin(self, cents):
        if cents not in (10, 20, 50, 100, 200): return f"rejected {cents}"
        self.money += cents
        if self.money >= min(self.PRICES.values()): self.state = self.State.PAID
        return self.money
    def choose(self, name):
        match self.state, name:
            case self.State.BROKEN, _: return "out of order"
            case _, name if name not in self.PRICES: return f"no {name}"
            case _, name if not self.stock[name]: return f"{name} is sold out"
            case self.State.PAID, name if self.money >= self.PRICES[name]:
                change, self.money = self.money - self.PRICES[name], 0
                self.stock[name] -= 1
                self.state = self.State.WAITING if any(self.stock.values()) else self.State.BROKEN
                return f"{name}, change {change}"
            case _: return f"insert {self.PRICES[name] - self.money}"

v = Vending()
for action in ["cola", 100, 20, 3, "cola", 50, "cola", "tea", 200, "cola", "water", 100, "water",
      "water"]:
    print(action, "->", v.coin(action) if isinstance(action, int) else v.choose(action),
          v.state.name)
