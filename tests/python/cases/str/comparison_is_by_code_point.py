words = ["banana", "apple", "Cherry", "cherry", "", "app", "éclair", "zebra", "\U0001F600",
    "\uffff", "日"]
print(sorted(words))
print("a" < "b", "a" < "B", "abc" < "abd", "abc" < "ab", "" < "a", "Z" < "a", "é" > "z",
    "\uffff" < "\U00010000")
print("a" == "a", "a" != "b", "a" == 97, "e\u0301" == "é", max(words) == "\U0001F600", min("hello"),
    max("hello"))
try:
    "a" < 1
except TypeError as error:
    print(error)
