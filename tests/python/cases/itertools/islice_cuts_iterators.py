from itertools import count, islice

print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)))
print(list(islice("ABCDEFG", 0, None, 2)), list(islice("ABCDEFG", 1, 6, 3)), list(islice("AB", 10)))
print(list(islice(count(), 5, 20, 5)), list(islice([], 3)), list(islice("abc", None)), list(islice("abc", 0)))
print(list(islice("abcdef", None, 3)), list(islice("abcdef", None, None, None)), list(islice("abcdef", 4, 2)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 3)), next(it), list(islice(it, 0, 3, 2)), list(it))
it = iter(range(10))
print(list(islice(it, 0)), list(islice(it, 2, 2)), next(it))


def batches(iterable, size):
    iterator = iter(iterable)
    while batch := list(islice(iterator, size)):
        yield batch


print(list(batches(range(7), 3)), list(batches("", 2)))
for arguments in ((-1,), (1, -1), (0, 5, 0), (0, 5, -1), ("a",), ("a", 1), (1, "a"), (1.5,), (0, 1, "x")):
    try:
        print(list(islice(range(5), *arguments)))
    except ValueError as e:
        print(arguments, e)
for arguments in ((), (1, 2, 3, 4)):
    try:
        islice([1], *arguments)
    except TypeError as e:
        print(e)
try:
    islice(5, 1)
except TypeError as e:
    print(e)
