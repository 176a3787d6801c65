print(str.upper("abc"), str.join("-", ["a", "b"]), list(map(str.strip, [" a ", "b "])),
    sorted(["b", "A", "c"], key=str.lower))
print(list(map(str.upper, "abc")), max(["aa", "B", "c"], key=str.lower), str.split("a b"))
f = "abc".upper
print(f(), [m() for m in ("x".upper, "Y".lower)])
g = ",".join
print(g(["1", "2"]), list(filter(str.isdigit, ["1", "a", "22"])))
