def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'%d %i %5d|%-5d|%05d' % (1, 2, 3, 4, 5))
show(lambda: b'%x %X %#x %o' % (255, 255, 255, 8))
show(lambda: b'%f %.2f %e %g' % (1.5, 2.345, 1e10, 0.0001))
show(lambda: b'%s %b %.2s|%5s|' % (b'a', bytearray(b'b'), b'cdef', b'g'))
show(lambda: b'%r %a' % ('é', 'é'))
show(lambda: b'%c%c' % (65, b'B'))
show(lambda: b'%(a)d %(b)s' % {b'a': 1, b'b': b'x'})
show(lambda: b'%%' % ())
show(lambda: b'%s' % 'text')
show(lambda: b'%d' % 'x')
show(lambda: b'%c' % 300)
show(lambda: b'%c' % b'ab')
show(lambda: b'%d %d' % 1)
show(lambda: b'%d' % (1, 2))
show(lambda: b'%y' % 1)
