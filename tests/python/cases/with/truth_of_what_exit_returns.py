class M:
    def __init__(self, result): self.result = result
    def __enter__(self): return self
    def __exit__(self, *info): return self.result

class Truthy:
    def __bool__(self): print("bool asked"); return True

for result in (None, False, 0, "", True, 1, "x", [0], Truthy()):
    try:
        with M(result):
            raise ValueError("v")
        print(repr(result) if not isinstance(result, Truthy) else "Truthy", "swallowed")
    except ValueError:
        print(repr(result), "passed on")
with M(Truthy()):
    print("no exception, not asked")
