"""Dicts and attributes that come and go, past each size at which a dict is laid out anew."""


class Bag:
    def __init__(self, size):
        self.a = size
        self.b = size + 1
        self.c = size + 2
        self.d = size + 3
        if size % 2:
            self.e = size + 4
        self.f = size + 5
        self.g = self.h = self.i = 0
        self.j = "last"


def attributes():
    for size in range(6):
        bag = Bag(size)
        bag.k = size
        yield sorted(vars(bag).items(), key=lambda item: item[0])


def filled(keys):
    table = {}
    for at, key in enumerate(keys):
        table[key] = at
        table.setdefault(key, "known")
        table.setdefault((key, at), []).append(at)
    return table


def emptied(table):
    left = []
    for key in list(table):
        if key in table:
            left.append(table.pop(key))
        left.append(table.pop(key, "gone"))
        left.append(key in table)
    table["again"] = 1
    del table["again"]
    return left, table, table.get("again"), table.get("again", 2)


def missing(table, key):
    try:
        del table[key]
    except KeyError as error:
        return repr(error)
    return "deleted"


def search(items, wanted):
    return [each in items for each in wanted] + [each not in items for each in wanted]


for row in attributes():
    print(row)
for count in (1, 4, 5, 9, 17):
    table = filled([str(number) for number in range(count)])
    print(count, list(table.items()))
    print(emptied(table))
table = {number: -number for number in range(20)}
for number in (3, 4, 3, 19, 20, True):
    print(missing(table, number), len(table))
table[3] = "back"
print(table)
for items in ([1, 2, 3], (1.0, True, None), ["a", "b"], [], [[1], (1,)], {"a": 1}, {1}):
    wanted = (1, 3, True) if items == {1} or items == {"a": 1} else (1, 3, "a", None, 1.0, [1], (1,))
    print(search(items, wanted))
