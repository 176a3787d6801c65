class A:
    def __init__(self, x):
        self.x = x
        print("A.init", x)

    def value(self):
        return self.x

    @classmethod
    def make(cls):
        return f"A.make {cls.__name__}"

    @property
    def prop(self):
        return "A.prop"

class B(A):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y
        print("B.init", y)

    def value(self):
        return super().value() * 10 + self.y

    @classmethod
    def make(cls):
        return "B." + super().make()

    @property
    def prop(self):
        return super().prop + "+B"

class C(B):
    def __init__(self):
        super().__init__(1, 2)

    def value(self):
        return -super().value()

c = C()
print(c.value(), C.make(), c.prop, B.make())
try:
    super(C, c).missing()
except AttributeError as error:
    print(error)
