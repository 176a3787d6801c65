class Bomb:
    def __getattr__(self, name): raise ValueError(f"getattr {name}")
    def __len__(self): raise ValueError("len")
    def __bool__(self): raise ValueError("bool")
    def __eq__(self, o): raise ValueError("eq")
    def __lt__(self, o): raise ValueError("lt")
    def __hash__(self): raise ValueError("hash")
    def __str__(self): raise ValueError("str")
    def __repr__(self): raise ValueError("repr")
    def __iter__(self): raise ValueError("iter")
    def __contains__(self, x): raise ValueError("contains")
    def __getitem__(self, i): raise ValueError("getitem")
    def __call__(self): raise ValueError("call")
    def __add__(self, o): raise ValueError("add")
    def __index__(self): raise ValueError("index")
    def __format__(self, s): raise ValueError("format")

b = Bomb()
for use in [lambda: b.x, lambda: hasattr(b, "x"), lambda: len(b), lambda: bool(b), lambda: not b,
            lambda: b == 1, lambda: b != 1, lambda: b in [1], lambda: [b].index(1), lambda: {b},
            lambda: str(b), lambda: f"{b}", lambda: f"{b!r}", lambda: [b] and repr([b]),
            lambda: list(b), lambda: 1 in b, lambda: b[0], lambda: b(), lambda: b + 1,
            lambda: [1][b], lambda: sorted([b, b]), lambda: max(b, b), lambda: print(b),
            lambda: any([b]), lambda: 1 if b else 2, lambda: {1: 2}[b], lambda: "%s" % b]:
    try:
        print("no error", use())
    except ValueError as error:
        print(error)
