"""Orders as dataclasses: validation in __post_init__, conversion, totals by category."""

from dataclasses import asdict, dataclass, field, replace


@dataclass(frozen=True)
class Line:
    sku: str
    price: float
    quantity: int = 1
    tags: tuple = ()

    def __post_init__(self):
        if self.price < 0 or self.quantity < 1:
            raise ValueError(f"{self.sku}: {self.quantity} at {self.price}")

    @property
    def total(self):
        return self.price * self.quantity


@dataclass(order=True)
class Order:
    total: float = field(init=False)
    number: str
    lines: list = field(default_factory=list, compare=False)
    discount: float = field(default=0.0, repr=False)

    def __post_init__(self):
        self.total = round(sum(line.total for line in self.lines) * (1 - self.discount), 2)


def parse(data):
    lines = [Line(**{**line, "tags": tuple(line.get("tags", ()))}) for line in data["lines"]]
    return Order(data["number"], lines, data.get("discount", 0.0))


def handler(event, context):
    orders = [parse(data) for data in event["orders"]]
    best = max(orders, default=None)
    by_tag = {}
    for order in orders:
        for line in order.lines:
            for tag in line.tags or ("none",):
                by_tag[tag] = by_tag.get(tag, 0) + line.quantity
    print(*sorted(orders), sep="\n")
    return {
        "best": best and asdict(best),
        "by_tag": by_tag,
        "repriced": [repr(replace(line, price=line.price * 2)) for line in (best.lines if best else [])],
        "same": len(orders) - len({line for order in orders for line in order.lines}),
    }
