def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: 'abcabc'.find('b', 2))
show(lambda: 'abcabc'.rfind('b', 0, 4))
show(lambda: 'abc'.find('', 3))
show(lambda: 'abc'.find('', 4))
show(lambda: 'abc'.find('c', -1))
show(lambda: 'abc'.find('a', None, None))
show(lambda: 'aaa'.count('aa'))
show(lambda: 'abc'.count(''))
show(lambda: 'abc'.startswith('b', 1))
show(lambda: 'abc'.endswith('c', 0, 2))
show(lambda: 'abc'.startswith(('x', 'a')))
show(lambda: 'abc'.startswith(()))
show(lambda: 'abc'.find(5))
show(lambda: 'abc'.index('z'))
show(lambda: 'éaéb'.find('b'))
show(lambda: 'abc'.startswith([]))
show(lambda: 'abc'.startswith(('z', 5)))
