class Values:
    def __init__(self, *values):
        self.values = values

    def __iter__(self):
        return iter(self.values)


class Items:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index + 65


class Text:
    def __bytes__(self):
        return b"text"


class Wrong:
    def __bytes__(self):
        return "text"


print(bytes(Values(1, 2)), bytes(Items()), bytes(Text()), bytearray(Values(3)), b"%b|%s" % (Text(), Text()))
print(b"-".join(Values(b"a", b"b")), "-".join(Values("a", "b")), int.from_bytes(Values(1, 0), "big"))
numbers = {1}
numbers.update(Values(5, 6))
print(numbers, numbers.union(Values(2)), numbers.intersection(Values(5, 7)), numbers.difference(Values(1)))
print(numbers.symmetric_difference(Values(1, 9)), numbers.isdisjoint(Values(7)))
print(numbers.issubset(Values(1, 5, 6, 7)))
print({1: 2}.keys() & Values(1, 3), {1: 2}.keys() | Values(4), {1: 2}.keys() - Values(1))
print(dict.fromkeys(Values("a"), 0), dict(Values((1, 2))), frozenset(Items()), 65 in Items(), [*Values(1)])
data = bytearray(b"x")
data.extend(Values(65, 66))
data[:1] = Values(1, 2)
print(data, sum(Values(1, 2)), sorted(Items()), max(Values(3, 9)), list(zip(Values(1), Items())))
try:
    bytes(Wrong())
except TypeError as error:
    print(error)
