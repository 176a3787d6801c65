class Date:
    def __init__(self, y, m, d):
        self.ymd = (y, m, d)

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @classmethod
    def epoch(cls):
        return cls.parse("1970-01-01")

    def __repr__(self):
        return "%s(%d, %d, %d)" % ((type(self).__name__,) + self.ymd)

    def next_year(self):
        return self.__class__(self.ymd[0] + 1, *self.ymd[1:])

class Stamp(Date):
    def __init__(self, *ymd):
        super().__init__(*ymd)
        self.stamped = True

print(Date.parse("2024-02-29"), Stamp.parse("2024-12-31"), Stamp.epoch(), Date.epoch())
print(Stamp.epoch().next_year(), Stamp.epoch().stamped, hasattr(Date.epoch(), "stamped"))
try:
    Date.parse("2024-xx-01")
except ValueError as error:
    print(error)
