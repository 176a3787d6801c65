from collections import OrderedDict
from functools import partial, singledispatchmethod


class Stock:
    def __init__(self):
        self.items, self.listeners, self.history = OrderedDict(), [], []

    def on(self, listener):
        self.listeners.append(listener)
        return partial(self.listeners.remove, listener)

    @singledispatchmethod
    def apply(self, event):
        raise NotImplementedError(f"an event of type {type(event).__name__}")

    @apply.register
    def _(self, event: dict):
        for name, change in event.items():
            left = self.items.get(name, 0) + change
            if left < 0:
                raise ValueError(f"{name}: {left}")
            self.items[name] = left
            self.items.move_to_end(name)
            for listener in tuple(self.listeners):
                listener(name, left)

    @apply.register(list)
    @apply.register(tuple)
    def _(self, events):
        for event in events:
            self.apply(event)

    @apply.register
    def _(self, event: str):
        name, _, change = event.partition(":")
        self.apply({name: int(change or 1)})


stock, low = Stock(), []
off = stock.on(lambda name, left: left < 2 and low.append((name, left)))
stock.apply(["bolt:5", "nut", {"nut": 3, "bolt": -4}])
print(stock.items, low)
off()
stock.apply(("bolt:-1",))
print(list(stock.items), low, stock.listeners)
for bad in ("nut:-9", 7, "nut:x", None):
    try:
        stock.apply(bad)
    except (ValueError, NotImplementedError) as error:
        print(type(error).__name__, error)
