class Base:
    def setup(self):
        print("Base")

class Left(Base):
    def setup(self):
        print("Left")
        super().setup()

class Right(Base):
    def setup(self):
        print("Right")
        super().setup()

class Both(Left, Right):
    def setup(self):
        print("Both")
        super().setup()

class Swapped(Right, Left):
    pass

Both().setup()
Swapped().setup()
print([c.__name__ for c in Both.__mro__])
print([c.__name__ for c in Swapped.__mro__])
Left().setup()

class Keyword:
    def __init__(self, **rest):
        print("Keyword", sorted(rest))

class Name(Keyword):
    def __init__(self, *, name, **rest):
        super().__init__(**rest)
        self.name = name

class Age(Keyword):
    def __init__(self, *, age, **rest):
        super().__init__(**rest)
        self.age = age

class Person(Name, Age):
    pass

p = Person(name="Ada", age=36)
print(p.name, p.age)
p = Person(name="x", age=1, extra=2)
