from dataclasses import KW_ONLY, dataclass, field, fields


@dataclass(order=True, slots=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text):
        numbers, _, label = text.partition("-")
        return cls(*map(int, numbers.split(".")), label=label)

    def __str__(self):
        return f"{self.major}.{self.minor}" + (f"-{self.label}" if self.label else "")


@dataclass
class Message:
    topic: str
    _: KW_ONLY
    qos: int = 0
    body: bytes = b""
    tags: list[str] = field(default_factory=list, repr=False)

    def __post_init__(self):
        for f in fields(self):
            kind = {"topic": str, "qos": int, "body": bytes}.get(f.name)
            if kind and not isinstance(getattr(self, f.name), kind):
                raise TypeError(f"{f.name} is {getattr(self, f.name)!r}, not {kind.__name__}")
        if self.qos not in range(3):
            raise ValueError(f"qos {self.qos}")


versions = [Version.parse(t) for t in ("1.10-beta", "1.2", "0.9", "1.10")]
print(*sorted(versions), max(versions) == Version(1, 10), versions[0])
print(repr(versions[0]), Version(2) > Version(1, 99), Version(1) != Version(1, 0, "x"))
for arguments in (("a", {}), ("a", {"qos": 3}), ("a", {"body": "x"}), (1, {}), ("a", {"qos": 1, "tags": ["x"]})):
    try:
        print(Message(arguments[0], **arguments[1]))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    Message("a", 1)
except TypeError as error:
    print("positional refused")
try:
    versions[0].other = 1
except AttributeError as error:
    print(error)
