print("a" + "b", "ab" * 3, 3 * "ab", "x" * 0, "x" * -5, "" * 10, "é" * 4, "日\U0001F600" * 2)
s = "a"
s += "b"
s *= 3
print(s, s + s, "-" * 20)
t = s
t += "!"
print(s, t)
for f in (lambda: "a" * "b", lambda: "a" + 1, lambda: "a" * 1.0, lambda: 1 + "a", lambda: "a" - "b",
    lambda: "a" + None, lambda: "a" + b"b"):
    try:
        f()
    except TypeError as error:
        print(error)
