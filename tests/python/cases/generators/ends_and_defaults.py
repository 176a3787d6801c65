"""Generators that are asked past their end, by loops, next, send and each other."""


def count_to(last):
    at = 0
    while at < last:
        got = yield at
        at += 1 if got is None else got
    return "ended at %d" % at


def chained(depth, last):
    if depth == 0:
        result = yield from count_to(last)
    else:
        result = yield from chained(depth - 1, last)
    yield result
    return result


def pairs(values):
    for value in values:
        yield value, next(values, "none")


class Steps:
    def __init__(self, last):
        self.last = last

    def each(self):
        for at in range(self.last):
            yield at * self.last

    def nothing(self):
        return
        yield


def itself():
    yield next(own, "never")


for last in range(5):
    print(list(pairs(count_to(last))))
    print([value for value in chained(3, last)])
    print([value for value in Steps(last).each()], [value for value in Steps(last).nothing()])
    counting = count_to(last)
    print(next(counting, "first"), next(counting, None), next(counting, 0), next(counting, 1))
    print(next(counting, "over"))
    try:
        next(counting)
    except StopIteration as stop:
        print("stop", stop.value)
    stepping = count_to(9)
    print(next(stepping), stepping.send(2), stepping.send(None), next(stepping, 0))
    try:
        stepping.send(20)
    except StopIteration as stop:
        print(stop.value)
own = itself()
try:
    next(own, "mine")
except ValueError as error:
    print(error)
print(next(own, "after"))


def handled():
    try:
        yield 1
    finally:
        print("closed")


opened = handled()
print(next(opened, 0), next(opened, 0), next(opened, 0))
