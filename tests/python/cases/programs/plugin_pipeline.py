class Step:
    registry = {}
    def __init_subclass__(cls, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.name = name or cls.__name__.lower()
        Step.registry[cls.name] = cls
    def __init__(self, *args): self.args = args
    def __or__(self, other): return Pipeline([self, other])
    def __call__(self, items): raise NotImplementedError(self.name)
    def __repr__(self): return f"{self.name}({', '.join(self.args)})"

class Pipeline(list):
    def __or__(self, other): return Pipeline([*self, other])
    def __call__(self, items):
        for step in self: items = step(items)
        return list(items)
    @classmethod
    def parse(cls, text):
        steps = []
        for part in text.split("|"):
            name, *args = part.split()
            if name not in Step.registry:
                raise LookupError(f"unknown step {name!r}; have {', '.join(sorted(Step.registry))}")
            steps.append(Step.registry[name](*args))
        return cls(steps)

class Grep(Step):
    def __call__(self, items): return (i for i in items if self.args[0] in i)
class Upper(Step):
    def __call__(self, items): return map(str.upper, items)
class Sort(Step):
    def __call__(self, items): return sorted(items, reverse="desc" in self.args)
class Head(Step):
    def __call__(self, items): return (i for _, i in zip(range(int(self.args[0])), items))
class Uniq(Step):
    def __call__(self, items):
        seen = set()
        for i in items:
            if i not in seen:
                seen.add(i)
                yield i
class Count(Step, name="wc"):
    def __call__(self, items): yield str(sum(1 for _ in items))
class Broken(Step): pass

lines = "pear apple fig apple banana grape fig avocado".split()
for text in ["grep a | sort | head 3", "uniq | sort desc | upper", "grep ap | wc", "nope",
      "head x", "broken"]:
    try:
        p = Pipeline.parse(text)
        print(p, p(lines))
    except (LookupError, ValueError, NotImplementedError) as error:
        print(type(error).__name__, error)
print((Grep("e") | Upper() | Head("2"))(lines))
