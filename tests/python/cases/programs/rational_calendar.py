DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

class Date:
    def __init__(self, year, month, day):
        if not 1 <= month <= 12: raise ValueError(f"month {month}")
        if not 1 <= day <= self.length(year,
              month): raise ValueError(f"day {day} of {year}-{month:02}")
        self.year, self.month, self.day = year, month, day
    @staticmethod
    def leap(year): return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    @classmethod
    def length(cls, year, month): return DAYS[month - 1] + (month == 2 and cls.leap(year))
    @classmethod
    def parse(cls, text): return cls(*map(int, text.split("-")))
    @classmethod
    def from_ordinal(cls, n):
        year = n // 366 + 1
        while cls(year + 1, 1, 1).ordinal() <= n: year += 1
        n -= cls(year, 1, 1).ordinal()
        month = 1
        while n >= cls.length(year, month): n -= cls.length(year, month); month += 1
        return cls(year, month, n + 1)
    def ordinal(self):
        y = self.year - 1
        return y * 365 + y // 4 - y // 100 + y // 400 + sum(self.length(self.year, m) for m in
                                                            range(1, self.month)) + self.day
    def __add__(self, days): return Date.from_ordinal(self.ordinal() + days)
    def __sub__(self, other):
        return self.ordinal() - other.ordinal() if isinstance(other, Date) else self + -other
    def weekday(self): return NAMES[(self.ordinal() - 1) % 7]
    def _key(self): return self.year, self.month, self.day
    def __eq__(self, o): return self._key() == o._key()
    def __lt__(self, o): return self._key() < o._key()
    def __hash__(self): return hash(self._key())
    def __format__(self, spec): return spec.replace("Y", f"{self.year}").replace("M",
          f"{self.month:02}").replace(
        "D", f"{self.day:02}") or str(self)
    def __str__(self): return f"{self:Y-M-D}"

d = Date(2024, 2, 28)
print(d + 1, d + 2, d - 59, d + 366, (d + 1).weekday(), f"{d:D/M/Y}",
      Date(2000, 1, 1) - Date(1900, 1, 1))
print(sorted(map(Date.parse, ["2024-12-01", "2023-12-31", "2024-1-15"]), reverse=True)[0],
      len({d, Date(2024, 2, 28)}))
for text in ["2023-02-29", "2024-13-1", "2024-x-1", "2024-01"]:
    try: print(Date.parse(text))
    except (ValueError, TypeError) as error: print(type(error).__name__, error)
import datetime
for n in (1, 365, 366, 730000, 738000, 36525):
    print(n, Date.from_ordinal(n), datetime.date.fromordinal(n))
print([str(Date(1999, 12, 31) + n) for n in (0, 1, 60, 61)])
