def flat(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flat(item)
        else:
            yield item

print(list(flat([1, [2, (3, [4, []]), 5], [[6]]])))

def mixed():
    yield from "ab"
    yield from range(2)
    yield from {"k": 1}
    yield from (x * x for x in range(3))
    value = yield from []
    yield value
    yield from iter([7])

print(list(mixed()))
m = mixed()
print(next(m))
try:
    m.send("x")
except AttributeError as error:
    print(error)
def bad():
    yield from 5
try:
    list(bad())
except TypeError as error:
    print(error)
def returned():
    values = []
    def sub(n):
        yield n
        return n * 10
    for n in range(3):
        values.append((yield from sub(n)))
    return values
r = returned()
while True:
    try:
        print(next(r))
    except StopIteration as stop:
        print(stop.value)
        break
