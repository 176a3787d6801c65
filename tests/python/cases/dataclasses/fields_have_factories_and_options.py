from dataclasses import dataclass, field, fields, MISSING


@dataclass
class Basket:
    owner: str
    items: list = field(default_factory=list)
    secret: str = field(default="s", repr=False)
    total: float = field(init=False, default=0.0)
    log: list = field(init=False, default_factory=list)
    note: str = field(default="n", metadata={"unit": "text"})

    def add(self, item):
        self.items.append(item)
        self.log.append(f"+{item}")


a = Basket("ann")
b = Basket("bob", ["x"])
a.add("pear")
print(a)
print(b, b.log)
print(Basket("ann", secret="t") == Basket("ann"))
for one in fields(Basket):
    print(one.name, one.type, one.init, one.repr, one.hash, one.compare, one.kw_only)
    print("  ", one.default is MISSING, one.default_factory is MISSING, dict(one.metadata))
print([one.name for one in fields(a)])
print(hasattr(Basket, "items"), Basket.secret, Basket.total, hasattr(Basket, "log"))
try:
    field(default=1, default_factory=int)
except ValueError as error:
    print(error)
try:
    Basket("ann", total=3)
except TypeError as error:
    print(error)
for default in ([], {}, set()):
    try:

        @dataclass
        class Bad:
            values: object = default

    except ValueError as error:
        print(error)
try:

    @dataclass
    class Unannotated:
        x = field(default=3)

except TypeError as error:
    print(error)
try:
    fields(3)
except TypeError as error:
    print(error)
