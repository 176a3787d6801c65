print({1}, set(), len({1, 2, 1}), sorted({3, 1, 2}), sorted(set("hello")), set([]),
    sorted(set([1, 1.0, True, 2])), sorted({*[1, 2], *(2, 3)}), len({1, "1", 1.5, None, (1,)}))
print({1, True, 1.0}, {0, False}, {"a", "a"}, type({1}).__name__, set(range(1)), {()},
    {frozenset()})
for bad in ([[1]], [{}], [set()]):
    try:
        set(bad)
    except TypeError as error:
        print(error)
try:
    {[1]}
except TypeError as error:
    print(error)
try:
    set(5)
except TypeError as error:
    print(error)
