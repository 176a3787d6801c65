class Manager:
    def __enter__(self):
        print("enter")
        return "value"

    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__ if kind else None, value, trace is not None)
        return kind is ValueError

with Manager() as m:
    print("body", m)
with Manager():
    raise ValueError("swallowed")
try:
    with Manager():
        raise KeyError("passed on")
except KeyError as error:
    print("caught", error)
