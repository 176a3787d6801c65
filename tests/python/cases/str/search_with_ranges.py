text = "abracadabra"
print(text.find("a"), text.find("a", 1), text.find("a", 1, 3), text.rfind("a"), text.rfind("a", 0, -1))
print(text.index("bra"), text.rindex("bra"), text.count("a"), text.count("a", 3), text.count("ab", -4))
print(text.find(""), text.find("", 11), text.find("", 12), text.rfind(""), text.count(""), "".count(""))
print(text.startswith("abr"), text.startswith("bra", 1), text.startswith(("x", "ab")), text.endswith("ra", 0, 4))
print(text.endswith(("bra", "x")), text.startswith(""), text.startswith("", 12), text.startswith(()))
print("ada" in text, "" in text, "x" not in text, "aaaa".count("aa"), "日本日本".find("本", 2))
for action in (lambda: text.index("z"), lambda: text.rindex("abr", 5), lambda: 1 in text,
               lambda: text.startswith(["a"]), lambda: text.startswith(("a", 1)), lambda: text.find(1)):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
