def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: format(5, 's'))
show(lambda: format(5, '.2'))
show(lambda: format('a', 'd'))
show(lambda: format('a', '+'))
show(lambda: format('a', '='))
show(lambda: format(1.5, 'd'))
show(lambda: format(1.5, 'x'))
show(lambda: format(None, '5'))
show(lambda: format([], '5'))
show(lambda: format(5, ',x'))
show(lambda: format(5, '+c'))
show(lambda: format(-5, 'c'))
show(lambda: format(5, '.3d'))
show(lambda: format('abc', ','))
show(lambda: format(b'a', '5'))
show(lambda: format(5, '5 '))
