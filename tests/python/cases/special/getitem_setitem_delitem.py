class Grid:
    def __init__(self): self.cells = {}
    def __getitem__(self, key): return ("get", key)
    def __setitem__(self, key, value): self.cells[repr(key)] = value
    def __delitem__(self, key): print("del", key)

g = Grid()
print(g[1], g["a"], g[1, 2], g[()], g[None], g[...])
print(g[1:2], g[:], g[::2], g[1:2, 3], g[-1:, ::3], g[[1]])
g[1] = 5
g[2, 3] = 6
g[1:3] = "slice"
print(g.cells)
del g[0]
del g[1:2], g["k", 2]
g["n"] = []
g.cells["'n'"].append(1)
print(g.cells["'n'"])

class Plain: pass
for call in [lambda: Plain()[0], lambda: Plain[0], lambda: Plain().__getitem__]:
    try:
        call()
    except (TypeError, AttributeError) as error:
        print(error)
def store(): Plain()[0] = 1
def remove(): del Plain()[0]
for call in (store, remove):
    try:
        call()
    except TypeError as error:
        print(error)
