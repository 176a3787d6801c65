print("prefix-body".removeprefix("prefix-"), "body".removeprefix("x"), "aaa".removeprefix("a"),
    "a".removeprefix("a") == "")
print("name.py".removesuffix(".py"), "name".removesuffix("x"), "name".removesuffix(""),
    "日本.txt".removesuffix("本.txt"))
