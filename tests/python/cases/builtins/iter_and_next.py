it = iter([1, 2])
print(next(it), next(it), next(it, "end"), next(it, None), iter(it) is it)
print(list(iter("ab")), list(iter({"k": 1})), list(iter(range(3))), next(iter((5,))))
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), list(values))
for f in (lambda: iter(5), lambda: next(5), lambda: next([1]), lambda: iter(None)):
    try:
        f()
    except TypeError as error:
        print(error)
