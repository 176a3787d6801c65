class S:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

class Index:
    def __index__(self): return 4

print(len(S(0)), len(S(12)), len(S(True)), len(S(Index())), len(S(2 ** 40)))
for n in (-1, 1.5, "2", None, 2 ** 70, -(2 ** 70)):
    try:
        print(len(S(n)))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
class T: pass
t = T()
t.__len__ = lambda: 5
for value in (t, T, 5, None):
    try:
        len(value)
    except TypeError as error:
        print(error)
