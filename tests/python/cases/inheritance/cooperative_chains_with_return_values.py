class Base:
    def describe(self):
        return ["base"]

class Logged(Base):
    def describe(self):
        return ["logged"] + super().describe()

class Cached(Base):
    def describe(self):
        return ["cached"] + super().describe()

class Timed(Base):
    def describe(self):
        return ["timed"] + super().describe()

class Service(Logged, Cached, Timed):
    def describe(self):
        return ["service"] + super().describe()

print(Service().describe())
for cls in (Logged, Cached, Timed):
    print(cls.__name__, cls().describe())
try:
    class Other(Timed, Service):
        pass
except TypeError as error:
    print(error)
