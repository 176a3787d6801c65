import functools, itertools, collections, datetime
def bad(v): return v.foo
def t(f):
    try: f()
    except Exception as e:
        tb = e.__traceback__; names = []
        while tb: names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
        print(names, type(e).__name__, e)
t(lambda: sorted([1,2], key=bad)); t(lambda: max([1,2], key=bad)); t(lambda: list(map(bad, [1]))); t(lambda: functools.reduce(lambda a, b: bad(a), [1,2])); t(lambda: functools.partial(bad, 1)()); t(lambda: list(itertools.takewhile(bad, [1]))); t(lambda: collections.deque().pop()); t(lambda: datetime.date(1, 2, 99)); t(lambda: sum([1,"a"])); t(lambda: functools.lru_cache(bad)(3)); t(lambda: collections.defaultdict(lambda: bad(1))[1]); t(lambda: list(itertools.groupby([1], bad))); t(lambda: min(bad(x) for x in [1])); t(lambda: "a".join(bad(x) for x in [1])); t(lambda: any(bad(x) for x in [1])); t(lambda: int("x"))
