def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'abcabc'.find(b'c'))
show(lambda: b'abcabc'.find(99))
show(lambda: b'abcabc'.rfind(98))
show(lambda: b'abcabc'.index(b'zz'))
show(lambda: b'abcabc'.count(97))
show(lambda: b'abcabc'.count(b''))
show(lambda: b'abcabc'.find(b'c', 3))
show(lambda: b'abc'.find('a'))
show(lambda: b'abc'.find(300))
show(lambda: b'abc'.startswith((b'x', b'a')))
show(lambda: b'abc'.startswith('a'))
