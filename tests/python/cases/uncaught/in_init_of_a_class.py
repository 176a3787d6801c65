class Base:
    def __init__(self, n):
        self.ratio = 10 / n

class Child(Base):
    def __init__(self, n):
        print("making", n)
        super().__init__(n)

Child(2)
Child(0)
