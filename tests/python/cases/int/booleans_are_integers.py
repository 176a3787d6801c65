print(True + True, True * 5, False - True, True / 2, True // 1, -True)
print(True == 1, False == 0, True < 2, True is True, True == 1.0)
print(sum([True, False, True]), [10, 20][True], "ab" * True)
print(True & False, True | False, True ^ True, True & 3, True << 3)
print(isinstance(True, int), type(True & False).__name__, type(True + 0).__name__,
    type(True ^ 1).__name__)
print(int(True), float(True), str(True), repr(False), bool(2), bool(0), bool(-1))
