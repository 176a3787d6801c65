class Single:
    instance = None

    def __new__(cls, *args):
        print("new", cls.__name__, args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        print("init", value)
        self.value = value

a = Single(1)
b = Single(2)
print(a is b, a.value)

class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never called")

print(Other())

class Named(Single):
    instance = None

print(type(Named(3)).__name__, Named.instance is not a)
