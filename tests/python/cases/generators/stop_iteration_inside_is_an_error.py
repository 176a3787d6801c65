def gen():
    yield 1
    raise StopIteration("inner")


one = gen()
print(next(one))
try:
    next(one)
except RuntimeError as error:
    print(error, repr(error.__cause__))
print(list(one))


def takes(iterator):
    yield next(iterator)
    yield next(iterator)


try:
    print(list(takes(iter([1]))))
except RuntimeError as error:
    print(error)
