m = map(int, ["1", "x", "3"])
print(next(m))
try:
    next(m)
except ValueError as e:
    print(e)
print(next(m))
print(next(m, "end"), next(m, "end"))
def f(x):
    if x == 2:
        raise StopIteration
    return x
m = map(f, [1, 2, 3])
print(list(m), list(m))
m = map(f, [1, 2, 3])
for x in m: print(x)
for x in m: print(x)
m = map(f, [1, 2, 3]); l=[0]; l += m; print(l, [*m])
m = map(f, [1, 2, 3]); print(next(m), next(m, 'd'), next(m), next(m, 'd'))
m = map(f, [2, 3])
try:
    next(m)
except StopIteration as e:
    print("stop", repr(e))
m = map(f, [1, 2, 3]); print(tuple(m), sum(m), max(map(f,[1,9,2,77])))
def gen():
    yield from map(f, [1, 2, 3])
    yield 'after'
print(list(gen()))
def pred(x):
    return 10 // x > 2
flt = filter(pred, [1, 0, 2, 5])
print(next(flt))
try:
    next(flt)
except ZeroDivisionError as e:
    print(e)
print(list(flt))
import itertools
s = itertools.starmap(divmod, [(4, 2), (1, 0), (7, 3)])
out = []
while True:
    try:
        out.append(next(s))
    except ZeroDivisionError:
        out.append(None)
    except StopIteration:
        break
print(out)
t = itertools.takewhile(pred, [1, 0, 2, 9, 1])
out = []
while True:
    try:
        out.append(next(t))
    except ZeroDivisionError:
        out.append(None)
    except StopIteration:
        break
print(out, list(t))
a = itertools.accumulate([1, "a", 2])
print(next(a))
try:
    next(a)
except TypeError as e:
    print(e)
print(next(a))
m = map(lambda x, y: int(x) + int(y), ["1", "x", "3"], ["2"]*3)
try:
    next(m)
except TypeError as e: print(e)
except ValueError as e: print(e)
try: print(next(m))
except ValueError as e: print(e)
try: print(next(m))
except ValueError as e: print(e)
e = enumerate(map(int, ["1", "x", "3"]))
print(next(e))
try: next(e)
except ValueError as x: print(x)
print(next(e))
z = zip(map(int, ["1", "x", "3"]), "abc")
print(next(z))
try: next(z)
except ValueError as x: print(x)
print(next(z))
it = iter([1, 2].__iter__().__next__, 2)
print(list(it))
n = [0]
def cb():
    n[0] += 1
    if n[0] == 2: raise KeyError(n[0])
    return n[0]
it = iter(cb, 5)
print(next(it))
try: next(it)
except KeyError as x: print(repr(x))
print(list(it))
def g2():
    try:
        yield 1/0
    except ZeroDivisionError:
        yield from map(int, ['1', 'y'])
try:
    list(g2())
except ValueError as x: print(x, repr(x.__context__))
