s = "\ud800a"
print(len(s), repr(s), s[1], s == "\ud800a", ascii(s))
try:
    s.encode()
except UnicodeEncodeError as error:
    print(error)
print(repr(chr(0xDFFF)), s.encode("utf-8", "replace"))
