class Counter:
    total = 0
    names = []

    def __init__(self, name):
        self.name = name
        self.names.append(name)
        Counter.total += 1

a = Counter("a")
b = Counter("b")
print(a.total, b.total, Counter.total, a.names is b.names, Counter.names)
a.total = 10
print(a.total, b.total, Counter.total)
print(a.__dict__, b.__dict__)
del a.total
print(a.total)
try:
    del a.total
except AttributeError as error:
    print(error)
b.names = ["own"]
print(b.names, a.names, sorted(b.__dict__))
Counter.total = 99
print(a.total, b.total)
del Counter.total
try:
    a.total
except AttributeError as error:
    print(error)
try:
    Counter.total
except AttributeError as error:
    print(error)
