def deco(f):
    raise TypeError(f"cannot decorate {f.__name__}")

print("before")

@deco
def function():
    pass
