def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


class Table:
    def __getitem__(self, code):
        if code == 97:
            return "first"
        raise LookupError


show(lambda: 'abc'.translate({97: 'X', 98: None, 99: 100}))
show(lambda: 'abc'.translate(str.maketrans('ab', 'xy', 'c')))
show(lambda: str.maketrans({'a': 1, 98: 'z'}))
show(lambda: 'ab'.translate(['x'] * 98))
show(lambda: 'ab'.translate('.' * 200))
show(lambda: str.maketrans('ab', 'c'))
show(lambda: str.maketrans({'ab': 1}))
show(lambda: str.maketrans('a'))
show(lambda: 'a'.translate({97: 1.5}))
show(lambda: 'a'.translate({97: 0x110000}))
show(lambda: 'a'.translate(5))
show(lambda: 'ab'.translate(Table()))
