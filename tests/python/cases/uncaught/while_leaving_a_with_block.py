class Manager:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__)
        if kind is KeyError:
            raise RuntimeError("in exit") from value

with Manager():
    with Manager():
        {}["missing"]
