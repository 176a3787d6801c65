print(ascii("é"), ascii(["日", "a"]), ascii("\U0001F600"), ascii("\n"), ascii({"é": "ü"}), repr("é"),
    ascii(5))
print(callable(len), callable(int), callable(lambda: 0), callable("a"), callable(None),
    callable([].append))
a = [1]
b = a
print(id(a) == id(b), id(a) == id([1]), a is b, id(None) == id(None))
