class Flaky:
    def __init__(self, failures):
        self.failures = list(failures)
    def __call__(self, value):
        if self.failures:
            raise self.failures.pop(0)
        return value * 2
def retry(action, value, attempts, on=(ConnectionError, TimeoutError)):
    errors = []
    for attempt in range(1, attempts + 1):
        try:
            result = action(value)
        except on as error:
            errors.append(f"{attempt}:{type(error).__name__}({error})")
            if attempt == attempts:
                raise RuntimeError("; ".join(errors)) from error
        else:
            return result, errors
        finally:
            errors.append("|")
print(retry(Flaky([]), 4, 2))
print(retry(Flaky([ConnectionError("a"), TimeoutError("b")]), "x", 3))
try:
    retry(Flaky([ConnectionResetError(104, "reset")] * 5), 1, 2)
except RuntimeError as error:
    print(error, "<-", repr(error.__cause__))
try:
    retry(Flaky([ValueError("bad")]), 1, 3)
except ValueError as error:
    print(repr(error), error.__context__)
stack = []
class Resource:
    def __init__(self, name):
        self.name = name
        stack.append(name)
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        print("release", stack.pop(), kind and kind.__name__)
        return self.name == "shield"
with Resource("shield"), Resource("a") as a, Resource("b"):
    raise KeyError(a.name)
print(stack)
