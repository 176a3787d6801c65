class A:
    attr: int


class B(A):
    pass


class C(B):
    z: str


print(B.__annotations__, C.__annotations__, A.__annotations__)
B.__annotations__["later"] = float
print(B.__annotations__, A.__annotations__)
for statement in ("import", "from"):
    try:
        if statement == "import":
            import nope_mod
        else:
            from math import nope
    except ImportError as error:
        print(type(error).__name__, error.name, error.path if statement == "import" else "")
