class Squares:
    def __getitem__(self, i):
        if i >= 5:
            raise IndexError("done")
        return i * i

s = Squares()
print(list(s), sum(s), 9 in s, [x for x in s if x % 2], max(s), tuple(zip(s, "ab")))
it = iter(s)
print(next(it), next(it), list(it), next(it, "over"))
a, b, *c = s
print(a, b, c)

class Stops:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i
print(list(Stops()))

class Breaks:
    def __getitem__(self, i):
        raise KeyError(i)
try:
    list(Breaks())
except KeyError as error:
    print("KeyError", error)
