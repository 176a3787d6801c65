def f(a: int, b: "text" = "x", *args: float, c: list = None, **kw: dict) -> str:
    local: int = 5
    undeclared: int
    return f"{a}{b}{args}{c}{kw}{local}"

print(f(1), f("not an int", 2, 3.5, c=[1], d={}))
x: int = 7
y: "whatever"
print(x)
try:
    print(y)
except NameError as error:
    print(error)
values: dict = {"k": 1}
values["k"]: int = 2
print(values)
