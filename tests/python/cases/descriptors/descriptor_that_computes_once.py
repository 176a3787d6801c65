class cached:
    def __init__(self, function): self.function, self.name = function, function.__name__
    def __get__(self, obj, owner):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.function(obj)
        return value

class Data:
    def __init__(self, n): self.n = n
    @cached
    def squares(self):
        print("computing")
        return [i * i for i in range(self.n)]

d = Data(4)
print(d.squares, d.squares is d.squares, "squares" in vars(d))
d.n = 2
print(d.squares)
del d.squares
print(d.squares, Data.squares.name)
