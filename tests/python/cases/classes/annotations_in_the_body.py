class Config:
    name: str = "x"
    size: int
    ratio: "float" = 0.5

    def __init__(self):
        self.value: int = 3
        other: str = "local"
        self.other = other

c = Config()
print(c.name, c.ratio, c.value, c.other, hasattr(c, "size"), hasattr(Config, "size"))
print(list(Config.__annotations__))
c.size = 9
print(c.size, hasattr(Config, "size"))
