class Box:
    def put(self, item, where=0):
        return item, where

    def nothing():
        pass

    @staticmethod
    def static(a):
        return a

    @classmethod
    def make(cls, n):
        return n

b = Box()
calls = [
    lambda: b.put(),
    lambda: b.put(1, 2, 3),
    lambda: b.put(1, what=2),
    lambda: Box.put(),
    lambda: Box.put(b),
    lambda: b.nothing(),
    lambda: b.static(),
    lambda: b.make(),
    lambda: Box.make(1, 2),
    lambda: b.missing(),
    lambda: Box.missing,
    lambda: Box(1),
    lambda: b(),
    lambda: b + 1,
    lambda: b[0],
    lambda: len(b),
    lambda: iter(b),
    lambda: b < b,
    lambda: -b,
]
for call in calls:
    try:
        print(call())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
