class M:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail
        print("init", name)
    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter": raise RuntimeError("enter " + self.name)
        return self.name.upper()
    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value)
        if self.fail == "exit": raise RuntimeError("exit " + self.name)
        return self.swallow

def run(*managers):
    try:
        with managers[0]() as a, managers[1]() as b:
            print("body", a, b)
            raise KeyError("body")
        print("after")
    except Exception as error:
        print("caught", repr(error), "context", repr(error.__context__))

run(lambda: M("a"), lambda: M("b"))
run(lambda: M("a", True), lambda: M("b"))
run(lambda: M("a"), lambda: M("b", True))
run(lambda: M("a"), lambda: M("b", fail="enter"))
run(lambda: M("a"), lambda: M("b", fail="exit"))
run(lambda: M("a", True), lambda: M("b", fail="exit"))
run(lambda: M("a", fail="enter"), lambda: M("b"))
