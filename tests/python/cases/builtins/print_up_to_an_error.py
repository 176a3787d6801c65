huge = 10**5000
for arguments, options in (
    ((False, huge), {"sep": "|"}),
    ((1, "two", [3, huge], 4), {}),
    ((huge,), {"end": "!"}),
    ((), {"end": ""}),
):
    try:
        print(*arguments, **options)
    except ValueError as error:
        print("->", str(error)[:21])
for count in (10**20, -(10**20), 2**63, -(2**63), 2**64):
    for sequence in ("", "a", b"", [], (1,), bytearray(b"x")):
        for product in (lambda: count * sequence, lambda: sequence * count):
            try:
                print(repr(product()))
            except (OverflowError, MemoryError) as error:
                print(count, repr(sequence), type(error).__name__, error)
