"""A generator that nothing refers to any more is closed at once, and at the end of the script."""

import itertools
from contextlib import contextmanager
def g(n):
    try:
        while True:
            yield n
    finally:
        print("closed", n)

def f(xs):
    for x in g(1):
        if x:
            break
    for i, x in enumerate(g(2)):
        break
    print(next(g(3)))
    y = g(4)
    next(y)
    y = None
    print("y")
    for a, b in zip(g(5), [1, 2]):
        print(a, b)
    try:
        for x in g(6):
            raise ValueError(x)
    except ValueError as e:
        print("caught", e)
    print("after")
    z = g(7)
    next(z)
    return "result"
print(f(1))
def r():
    try:
        for x in g(8):
            return x
    finally:
        print("finally r")
print(r())
def r2():
    for x in g(9):
        raise KeyError(x)
try:
    r2()
except KeyError:
    print("in handler")
print("after handler")
print(list(itertools.islice(g(10), 3)))
it = g(11)
next(it)
it = g(12)
print("twelve")
next(it)
del it
print("deleted")
@contextmanager
def cm():
    print("enter")
    try:
        yield 5
    finally:
        print("exit")
with cm() as v:
    print(v)
    for q in g(13):
        break
    print("in with")
def outer(n):
    try:
        yield from g(n)
    finally:
        print("outer", n)
for x in outer(14):
    break
print("14")
class Holder: pass
h = Holder()
h.g = g(15)
next(h.g)
h.g = None
print("15")
lst = [g(16), g(17)]
for e in lst: next(e)
lst.pop()
print("popped")
lst.clear()
print("cleared")
d = {1: g(18)}
next(d[1])
del d[1]
print("18")
def w():
    with cm():
        yield 1
for x in w():
    break
print("w")
keep = g(99)
next(keep)
keep2 = outer(98)
next(keep2)
def stub():
    try:
        yield 1
    except GeneratorExit:
        print("exit seen")
        yield 2
for x in stub():
    break
print("stub")
def rr():
    try:
        yield 1
    finally:
        raise ValueError("x")
for x in rr():
    break
print("end")


def delegating(n):
    try:
        yield from g(n)
    finally:
        print("delegated", n)


def several():
    first, second, third = delegating(30), delegating(31), g(32)
    for generator in (first, second, third):
        next(generator)
    generator = None
    return "several"


print(several())
last, more = delegating(40), delegating(41)
print(next(last), next(more))
