print(bool(), bool(0), bool("0"), bool([]), bool([0]), bool(None), bool(0.0), bool(1e-300),
    bool("False"))
print(int(), int(5), int(-5.9), int("12"), int(True), int("  7 "), int("1010", 2), int(b"12"),
    int("-0x1f", 16), int(10.0 ** 20))
print(float(), float("1.5"), float(2), float(True), float(b"2.5"), str(), str(5), str(None),
    str([1, "a"]), str(1e20))
print(list(), tuple(), dict(), set(), list("ab"), tuple([1]), dict([(1, 2)]), sorted(set("aab")))
