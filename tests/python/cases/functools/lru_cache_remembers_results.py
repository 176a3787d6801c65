from functools import cache, lru_cache

calls = []


@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print(square(2), square(3), square(2), calls, square.cache_info())
print(square(4), square(3), calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square(2), square.cache_info(), square.__name__, square.__wrapped__(9))


@lru_cache
def plain(a, b=1):
    return a + b


print(plain(1), plain(1, 1), plain(1, b=1), plain(a=1, b=1), plain(1), plain.cache_info(), plain.cache_parameters())


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())


@lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1), typed.cache_info())


@cache
def ways(total, coins):
    if total == 0:
        return 1
    if total < 0 or not coins:
        return 0
    return ways(total - coins[0], coins) + ways(total, coins[1:])


print(ways(100, (50, 25, 10, 5, 1)), ways.cache_info().maxsize, ways.cache_info().hits > 0)
info = plain.cache_info()
print(info.hits, info.misses, info.maxsize, info.currsize, info[0], tuple(info))
try:
    plain([1])
except TypeError as e:
    print(e)
try:
    lru_cache("a")
except TypeError as e:
    print(e)


@lru_cache(maxsize=3)
def order(x):
    return x


for x in (1, 2, 3, 1, 4, 2, 1, 5, 3):
    order(x)
print(order.cache_info())


@cache
def fails(x):
    calls.append("fails")
    raise ValueError(x)


for _ in range(2):
    try:
        fails(1)
    except ValueError as e:
        print("ValueError", e)
print(calls[-2:], fails.cache_info())
