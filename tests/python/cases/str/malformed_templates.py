def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: '{'.format(1, 2))
show(lambda: '}'.format(1, 2))
show(lambda: '{0'.format(1, 2))
show(lambda: '{} {0}'.format(1, 2))
show(lambda: '{0} {}'.format(1, 2))
show(lambda: '{!x}'.format(1, 2))
show(lambda: '{!}'.format(1, 2))
show(lambda: '{!rr}'.format(1, 2))
show(lambda: '{0[}'.format(1, 2))
show(lambda: '{0[]}'.format(1, 2))
show(lambda: '{0.}'.format(1, 2))
show(lambda: '{0[0]x}'.format(1, 2))
show(lambda: '{:{:{}}}'.format(1, 2))
