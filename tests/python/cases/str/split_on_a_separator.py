print("a,b,c".split(","), ",a,,b,".split(","), "".split(","), "abc".split(","),
    "a--b--c".split("--"), "a---b".split("--"))
print("a,b,c,d".split(",", 2), "a,b,c,d".rsplit(",", 2), "a,b".split(",", 0), "a,b,c".split(",",
    -1), "a,b".split(",", 9))
print("a,b,c".split(sep=",", maxsplit=1), "key=value=x".split("=", 1), "日,本".split(","),
    "a日b日c".split("日"))
print("aXXbXXc".rsplit("XX", 1), "XX".split("XX"), "aaa".split("a"), "aaaa".rsplit("aa"))
for f in (lambda: "a".split(""), lambda: "a".rsplit("")):
    try:
        f()
    except ValueError as error:
        print(error)
try:
    "a".split(1)
except TypeError as error:
    print(error)
