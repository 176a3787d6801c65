print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "aaa".replace("a", "b", 0),
    "aaa".replace("a", "b", -1))
print("abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "x"),
    "abc".replace("x", "y"))
print("banana".replace("an", ""), "banana".replace("ana", "<>"), "a.b.c".replace(".", "..."),
    "日本".replace("日", "Ω\U0001F600"))
print("hello".replace("l", "L").replace("L", "ll"))
try:
    "a".replace("a", 1)
except TypeError as error:
    print(error)
