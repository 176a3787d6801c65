def count():
    yield 1


def deleg():
    yield from one


one = count()
print(one.__name__, one.__qualname__, one.gi_running, one.gi_suspended, one.gi_yieldfrom)
two = deleg()
next(two)
print(two.gi_yieldfrom is one, one.gi_suspended)
print(list(two), one.gi_frame, two.gi_frame)
try:
    one.nothing
except AttributeError as error:
    print(error)
print(iter(one) is one, callable(one.send), type(one).__name__)
