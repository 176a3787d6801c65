from collections import UserString

s = UserString("Hello")
print(s, repr(s), len(s), s[0], s[1:3], s + " you", "oh " + s, s * 2, s == "Hello", s < "Z")
print(s.upper(), s.lower(), s.replace("l", "L"), s.find("l"), s.count("l"), s.startswith("He"))
print(type(s.upper()).__name__, s.split("l"), s.center(9, "*"), s.zfill(7), s.strip("Ho"), "ell" in s)
print(hash(s) == hash("Hello"), UserString(12), int(UserString("42")), float(UserString("1.5")))
print(s.isalpha(), s.title(), s.swapcase(), s.encode(), s.join(["a", "b"]), UserString("%s!") % "x")
print({s: 1}["Hello"], sorted([UserString("b"), UserString("a")]), s.data, str(s) + "!")
print(s.removeprefix("He"), s.removesuffix("lo"), s.partition("l"), s.ljust(7) + "|", s.capitalize())


class Tag(UserString):
    def html(self):
        return f"<{self.data}>"


print(Tag("b").html(), Tag("b").upper().html())
