import math
f = math.factorial
print(f(2000).bit_length())
print(len(list(map(math.factorial, [3000]))))
prod = math.prod
print(prod(range(1, 3000)).bit_length())
print(len(list(map(set, [range(300000)]))[0]))
g = dict.fromkeys
print(len(g(range(300000))))
h = "a b " * 200000
print(len(h.split()), len(list(map(str.split, [h]))[0]))
for x in map(math.factorial, [2500]): print(x.bit_length())
def gen():
    yield from map(math.factorial, [2500])
print(next(gen()).bit_length())
print((lambda *a: math.factorial(*a))(2500).bit_length(), f(*[2500]).bit_length())
