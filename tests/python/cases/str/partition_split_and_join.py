line = "key = value = more"
print(line.partition("="), line.rpartition("="), line.partition("?"), line.rpartition("?"))
print(line.split("="), line.split(" = ", 1), line.rsplit("=", 1), line.split(), line.split(None, 2))
print("  a  b ".split(), "  a  b ".split(" "), "".split(), "".split(","), ",".split(","))
print("a\nb\r\nc\rd\x0be\u2028f".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines())
print("-".join("abc"), "".join([]), ", ".join(str(n) for n in range(4)), "x".join(["only"]))
print("1,2,,3,".split(","), "1,2,,3,".rsplit(",", 2), "aXXbXXc".split("XX"), "aaa".split("a"))
for action in (lambda: "a".split(""), lambda: "a".partition(""), lambda: "-".join([1]),
               lambda: "-".join(["a", None]), lambda: "a".split(1), lambda: "-".join(5)):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
