def collect(item, into=[]):
    into.append(item)
    return into

print(collect(1), collect(2), collect(3, []), collect(4))
n = 5

def show(value=n):
    return value

n = 6
print(show(), n)
functions = [lambda x, i=i: (x, i) for i in range(3)]
print([f("a") for f in functions])

def counter(state={"n": 0}):
    state["n"] += 1
    return state["n"]

print(counter(), counter(), counter())
