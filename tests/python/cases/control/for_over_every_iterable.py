for source in ("ab", [1, 2], (3,), {"k": 1}, {5}, range(2), b"hi", zip([1], [2]), enumerate("x"),
    map(str, [1]), reversed([1, 2]), filter(None, [0, 1]), iter([9])):
    print([item for item in source])
for bad in (5, None, 1.5, len, True):
    try:
        for x in bad:
            pass
    except TypeError as error:
        print(error)
