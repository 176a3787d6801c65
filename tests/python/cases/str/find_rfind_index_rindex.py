s = "abracadabra"
print(s.find("a"), s.find("abra"), s.find("abra", 1), s.find("x"), s.find(""), s.find("", 5),
    s.find("", 11), s.find("", 12))
print(s.rfind("a"), s.rfind("abra"), s.rfind("abra", 0, 10), s.rfind("x"), s.rfind(""), s.rfind("a",
    0, -1))
print(s.find("a", -3), s.find("a", 2, 3), s.find("a", 5, 2), s.find("bra", -4, 100),
    s.find("a", None, 3))
print(s.index("c"), s.rindex("b"), s.index("a", 1), "日本語日本".find("本"), "日本語日本".rfind("本"),
    "\U0001F600a".find("a"))
for f in (lambda: s.index("x"), lambda: s.rindex("x"), lambda: s.index("a", 11)):
    try:
        f()
    except ValueError as error:
        print(error)
try:
    s.find(1)
except TypeError as error:
    print(error)
