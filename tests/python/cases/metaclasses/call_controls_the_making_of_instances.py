class Singleton(type):
    instances = {}
    def __call__(cls, *args, **kw):
        if cls not in cls.instances:
            print("making", cls.__name__)
            cls.instances[cls] = super().__call__(*args, **kw)
        return cls.instances[cls]

class Config(metaclass=Singleton):
    def __init__(self, value=None): self.value = value

class Other(metaclass=Singleton): pass

a, b, c = Config(1), Config(2), Other()
print(a is b, a.value, c is Other(), a is c, len(Singleton.instances))

class Abstract(type):
    def __call__(cls, *args):
        raise TypeError("no instances of " + cls.__name__)
class Static(metaclass=Abstract):
    @staticmethod
    def f(): return 5
print(Static.f())
try:
    Static()
except TypeError as error:
    print(error)
