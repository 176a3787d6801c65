def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: max(1))
show(lambda: max())
show(lambda: max(1, 2, default=3))
show(lambda: max([1], nothing=2))
show(lambda: max([1, 'a']))
show(lambda: min([], default=None))
show(lambda: sum(['a'], ''))
show(lambda: sum([b'a'], b''))
show(lambda: sum(5))
show(lambda: sum([1, 'a']))
show(lambda: sum([[1], [2]], []))
show(lambda: sum([], start=5))
show(lambda: sorted([1, 'a']))
show(lambda: sorted(5))
show(lambda: any(5))
show(lambda: all([]))
