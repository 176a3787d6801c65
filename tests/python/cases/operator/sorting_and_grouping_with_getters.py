from collections import defaultdict
from functools import reduce
from itertools import accumulate, groupby
from operator import add, attrgetter, itemgetter, methodcaller, mul, or_, sub

people = [
    {"name": "Ann", "age": 31, "city": "Oslo"}, {"name": "Bob", "age": 25, "city": "Rome"},
    {"name": "Cid", "age": 31, "city": "Rome"}, {"name": "Dee", "age": 19, "city": "Oslo"},
]
print([p["name"] for p in sorted(people, key=itemgetter("age", "name"), reverse=True)])
for city, group in groupby(sorted(people, key=itemgetter("city")), key=itemgetter("city")):
    print(city, list(map(itemgetter("name"), group)))
print(min(people, key=itemgetter("age"))["name"], reduce(mul, range(1, 8)), list(accumulate([1, 2, 3], sub)))
print(reduce(or_, [{1}, {2}, {1, 3}]) == {1, 2, 3}, reduce(add, [[1], [2, 3]], []), list(map(sub, [5, 4], [1, 2])))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"({self.x}, {self.y})"

    def scaled(self, by):
        return Point(self.x * by, self.y * by)


points = [Point(3, 1), Point(1, 2), Point(1, 1)]
print(sorted(points, key=attrgetter("x", "y")), max(points, key=attrgetter("y")), list(map(methodcaller("scaled", 2), points)))
operations = {"+": add, "-": sub, "*": mul}
stack = []
for token in "3 4 + 2 * 7 -".split():
    if token in operations:
        right, left = stack.pop(), stack.pop()
        stack.append(operations[token](left, right))
    else:
        stack.append(int(token))
print(stack)
index = defaultdict(list)
for key, value in map(itemgetter("city", "age"), people):
    index[key].append(value)
print(dict(index))
