print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="),
    "".partition("x"), "=".partition("="))
print("key: value".partition(": "), "a--b--c".rpartition("--"), "日本語".partition("本"))
try:
    "a".partition("")
except ValueError as error:
    print(error)
