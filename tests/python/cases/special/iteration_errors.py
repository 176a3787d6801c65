class NotIter:
    def __iter__(self): return 5

class NoNext:
    def __iter__(self): return NoNext()

class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return i

class Plain: pass

class Raises:
    def __iter__(self): raise ValueError("from iter")

class RaisesNext:
    def __iter__(self): return self
    def __next__(self): raise ZeroDivisionError("from next")

for value in (NotIter(), NoNext(), NoneIter(), Plain(), Plain, Raises(), RaisesNext(), 5, None):
    for use in (iter, list, lambda v: [x for x in v], lambda v: max(v), lambda v: print(*v)):
        try:
            use(value)
        except Exception as error:
            print(type(error).__name__, error)
try:
    next(Plain())
except TypeError as error:
    print(error)
try:
    a, b = Plain()
except TypeError as error:
    print(error)
