import functools

def memoize(limit=None):
    def decorate(f):
        cache, stats = {}, {"hits": 0, "misses": 0, "dropped": 0}
        @functools.wraps(f)
        def wrapper(*args, **kw):
            key = (args, tuple(sorted(kw.items())))
            if key in cache:
                stats["hits"] += 1
                cache[key] = cache.pop(key)
                return cache[key]
            stats["misses"] += 1
            value = cache[key] = f(*args, **kw)
            if limit is not None and len(cache) > limit:
                del cache[next(iter(cache))]
                stats["dropped"] += 1
            return value
        wrapper.stats, wrapper.clear = stats, cache.clear
        return wrapper
    return decorate

@memoize()
def ways(n, coins=(50, 20, 10, 5, 2, 1)):
    if n == 0: return 1
    if n < 0 or not coins: return 0
    return ways(n - coins[0], coins) + ways(n, coins[1:])

@memoize(limit=2)
def slow(x, y=0): print("computing", x, y); return x * 10 + y

print(ways(200), ways.stats, ways.__name__)
print(slow(1), slow(2), slow(1), slow(3), slow(2), slow(1, y=5), slow(1, y=5), slow.stats)
slow.clear()
print(slow(1))
try: slow([1])
except TypeError as error: print(error)
@functools.lru_cache(maxsize=None)
def collatz(n): return 0 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
print(max(range(1, 300), key=collatz), collatz(97))
