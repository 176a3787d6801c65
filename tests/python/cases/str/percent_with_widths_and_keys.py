def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: '%5s|%-5s|%.2s|%05d|%+d|% d' % ('a', 'b', 'ccc', 5, 5, 5))
show(lambda: '%x %X %#x %o %#o' % (255, 255, 255, 8, 8))
show(lambda: '%e %E %f %g %G %%' % (1.5, 1.5, 1.5, 1e10, 1e-10))
show(lambda: '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159))
show(lambda: '%(a)s %(b)05.1f' % {'a': 1, 'b': 2.25})
show(lambda: '%s' % [1])
show(lambda: '%d' % 1.9)
show(lambda: '%d' % 'a')
show(lambda: '%x' % 1.5)
show(lambda: '%c%c' % (97, 'b'))
show(lambda: '%c' % 'ab')
show(lambda: '%s %s' % 1)
show(lambda: '%s' % (1, 2))
show(lambda: '%(a)s' % 1)
show(lambda: '%(a)s %s' % {'a': 1})
show(lambda: '%y' % 1)
show(lambda: '%(a' % {})
