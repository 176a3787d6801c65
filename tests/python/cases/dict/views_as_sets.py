def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


d = {'a': 1, 'b': 2}
show(lambda: sorted(d.keys() & {'a', 'z'}))
show(lambda: sorted(d.keys() | ['k']))
show(lambda: sorted(d.keys() - ['a']))
show(lambda: sorted(d.keys() ^ {'a', 'q'}))
show(lambda: d.items() & {('a', 1)})
show(lambda: ['a'] & d.keys())
show(lambda: {'a', 'z'} - d.keys())
show(lambda: d.keys().isdisjoint(['q']))
show(lambda: d.values() & {1})
show(lambda: d.keys() & 5)
