class Base:
    limit = 10
    tags = ["base"]

    def allowed(self, n):
        return n <= self.limit

    def all_tags(self):
        found = []
        for cls in type(self).__mro__:
            found += cls.__dict__.get("tags", [])
        return found

class Strict(Base):
    limit = 5
    tags = ["strict"]

class Loose(Base):
    limit = 1000
    def allowed(self, n):
        return super().allowed(n) or n == -1

class Final(Strict, Loose):
    pass

for cls in (Base, Strict, Loose, Final):
    o = cls()
    print(cls.__name__, [o.allowed(n) for n in (3, 7, 100, 5000)], o.all_tags())
Base.limit = 1
print(Base().allowed(2), Strict().allowed(2))
del Strict.limit
print(Strict().allowed(7), Final().limit)
