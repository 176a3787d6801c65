class NoEnter:
    def __exit__(self, *info): pass
class NoExit:
    def __enter__(self): pass
class OnInstance: pass
o = OnInstance()
o.__enter__ = lambda: 1
o.__exit__ = lambda *info: None

for value in (NoEnter(), NoExit(), o, 5, None):
    try:
        with value:
            print("not reached")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
class BadExit:
    def __enter__(self): return 1
    def __exit__(self): pass
try:
    with BadExit():
        print("body")
except TypeError as error:
    print(error)
