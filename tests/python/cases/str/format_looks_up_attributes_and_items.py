def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: '{0.real} {0.imag}'.format(5))
show(lambda: '{0[0]} {0[k]}'.format({'k': 1, 0: 2}))
show(lambda: '{a[b][0]}'.format(a={'b': [7]}))
show(lambda: '{:>{}}|'.format('x', 5))
show(lambda: '{:{w}.{p}f}'.format(3.14159, w=10, p=2))
show(lambda: '{!r:>6} {!s} {!a}'.format('a', 'b', 'é'))
show(lambda: '{0[5]}'.format([1]))
show(lambda: '{0[a]}'.format([1]))
show(lambda: '{0.nothing}'.format(1))
show(lambda: '{a}'.format())
show(lambda: '{}'.format())
show(lambda: '{x}'.format_map({'x': 3}))
show(lambda: '{0[-1]}'.format({'-1': 'neg'}))
