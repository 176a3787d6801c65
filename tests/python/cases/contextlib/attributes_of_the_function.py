import contextlib


def f():
    "doc"
    yield 1


f.foo = "bar"
cm = contextlib.contextmanager(f)
print(cm.foo, cm.__name__, cm.__doc__, cm().__doc__)
