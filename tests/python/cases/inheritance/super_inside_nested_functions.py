class Base:
    def values(self):
        return [1, 2, 3]

    def scale(self, n):
        return n * 2

class Child(Base):
    def values(self):
        inherited = super().values()
        def inner():
            return super(Child, self).scale(5)
        return [super(Child, self).scale(v) for v in inherited], inner()

    def lazy(self):
        return (lambda: __class__.__name__)()

    def generate(self):
        yield from super().values()
        yield super().scale(50)

c = Child()
print(c.values(), c.lazy(), list(c.generate()))

class Mixed(Child):
    def values(self):
        result = super().values
        return result()

print(Mixed().values(), Mixed().lazy())
