from itertools import pairwise, starmap

print(list(starmap(pow, [(2, 5), (3, 2), (10, 3)])), list(starmap(max, [[1, 2], "ab"])), list(starmap(pow, [])))
print(list(starmap(lambda a, b=5: a + b, [(1,), (1, 2)])), list(starmap(print, [])))
print(list(starmap("{}-{}".format, enumerate("ab"))))
print(list(pairwise("ABCD")), list(pairwise([1])), list(pairwise([])), list(pairwise(x * x for x in range(4))))
print([b - a for a, b in pairwise([1, 4, 9, 16])], all(a <= b for a, b in pairwise([1, 2, 2])))
it = pairwise(iter("abc"))
print(next(it), next(it), next(it, "end"))
for make in (lambda: list(starmap(pow, [1])), lambda: starmap(pow, 5), lambda: pairwise(3)):
    try:
        make()
    except TypeError as e:
        print(e)
try:
    list(starmap(divmod, [(7, 2), (1, 0)]))
except ZeroDivisionError:
    print("division by zero")
