table = str.maketrans("abc", "xyz")
print("aabbcc-d".translate(table), sorted(table.items()))
print("hello".translate(str.maketrans({"h": "J", "l": None, "o": "00"})))
print("a-b_c".translate(str.maketrans("", "", "-_")), "abc".translate(str.maketrans("a", "b", "c")))
print("abc".translate({97: "A", 98: None, 99: 67}), "é日".translate({233: "e", 0x65E5: "Ω"}))
for f in (lambda: str.maketrans("a", "bc"), lambda: str.maketrans({"ab": 1})):
    try:
        f()
    except ValueError as error:
        print(error)
