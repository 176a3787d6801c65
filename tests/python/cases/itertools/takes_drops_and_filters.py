from itertools import compress, dropwhile, filterfalse, takewhile

small = lambda x: x < 5
print(list(takewhile(small, [1, 4, 6, 3, 8])), list(dropwhile(small, [1, 4, 6, 3, 8])))
print(list(filterfalse(small, [1, 4, 6, 3, 8])), list(filterfalse(None, [0, 1, "", "a", [], None])))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(compress("ABC", [True])), list(compress([], [1])))
print(list(takewhile(bool, [])), list(dropwhile(bool, [1, 2])), list(takewhile(str.isdigit, "12a3")))
it = iter([1, 2, 7, 1])
print(list(takewhile(small, it)), list(it))
it = dropwhile(small, iter([1, 9, 1]))
print(next(it), next(it), next(it, "end"))
print("".join(dropwhile(lambda c: c == " ", "  x y")), list(compress(range(10), (n % 3 == 0 for n in range(10)))))
print(list(filterfalse(lambda n: n % 2, range(10))), list(map(str, filterfalse(lambda c: c in "aeiou", "education"))))


def predicate(x):
    if x == 3:
        raise ValueError("three")
    return True


it = takewhile(predicate, [1, 2, 3, 4])
try:
    for x in it:
        print(x)
except ValueError as e:
    print(e)
for make in (lambda: takewhile(small, 5), lambda: dropwhile(small, None), lambda: compress(1, [1])):
    try:
        make()
    except TypeError as e:
        print(e)
