import string

print(string.ascii_letters, string.ascii_lowercase, string.ascii_uppercase)
print(string.digits, string.hexdigits, string.octdigits, string.punctuation)
print(repr(string.whitespace), repr(string.printable), len(string.printable))
print(string.capwords("hello wORLD  foo\tbar"), string.capwords("a-b-cd", "-"))
print(repr(string.capwords("  x  ")), string.capwords("x  y", " "))
print("".join([c for c in "a1!b2?" if c in string.ascii_letters + string.digits]))
