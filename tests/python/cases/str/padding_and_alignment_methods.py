print(repr("ab".center(7)), repr("abc".center(6)), repr("ab".center(5)), "ab".center(6, "*"),
    "abc".center(2), "é".center(4, "日"))
print(repr("ab".ljust(5)), repr("ab".rjust(5)), "ab".ljust(5, "."), "ab".rjust(5, "."),
    "abc".ljust(1))
print("42".zfill(5), "-42".zfill(6), "+42".zfill(6), "abc".zfill(2), "".zfill(3), "--1".zfill(5),
    "-".zfill(3), "é".zfill(3))
for f in (lambda: "a".center(5, "ab"), lambda: "a".ljust(5, ""), lambda: "a".rjust(5, 1)):
    try:
        f()
    except TypeError as error:
        print(error)
