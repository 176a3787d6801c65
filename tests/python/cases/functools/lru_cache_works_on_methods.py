from functools import cache, lru_cache


class Station:
    made = 0

    def __init__(self, name):
        self.name = name

    @lru_cache(maxsize=None)
    def distance(self, other):
        Station.made += 1
        return f"{self.name}-{other}"

    @staticmethod
    @cache
    def unit(x):
        Station.made += 1
        return f"{x} km"

    @classmethod
    @cache
    def origin(cls):
        Station.made += 1
        return cls.__name__


a, b = Station("a"), Station("b")
print(a.distance("x"), a.distance("x"), b.distance("x"), Station.made, Station.distance.cache_info())
print(Station.unit(3), a.unit(3), Station.made, Station.origin(), a.origin(), Station.made)


def memo(function):
    return lru_cache(maxsize=10)(function)


@memo
def slow(*args, **kwargs):
    return len(args) + len(kwargs)


print(slow(), slow(), slow(1, 2, x=3), slow(1, 2, x=3), slow((1, 2)), slow.cache_info())
