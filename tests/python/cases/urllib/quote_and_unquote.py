from urllib.parse import quote, quote_from_bytes, quote_plus, unquote, unquote_plus, unquote_to_bytes

for text in ["", "abc", "a b&c=d/e?f", "ä€😀", "~_-.", "100%", "a+b", "\x00\x7f", "/:@!$'()*,;"]:
    print(repr(text), quote(text), quote(text, safe=""), quote_plus(text), quote(text, safe=":/ä"))
    print("   ", unquote(quote(text)) == text, unquote_plus(quote_plus(text)) == text)
print(quote(b"\xff a"), quote_from_bytes(b"a/b\xe4"), quote("ä", encoding="latin-1"), quote("a b", " "))
print(quote_plus("a b+c", safe="+"), quote_plus(b"a b"))
for text in ["%41%42", "%zz", "%", "%4", "a%20b+c", "%E4", "%c3%a4", "ä%20ö", "%e2%82%ac", "%C3", "x%2", "%%41"]:
    print(repr(text), repr(unquote(text)), repr(unquote_plus(text)), unquote_to_bytes(text))
print(unquote("%E4", encoding="latin-1"), repr(unquote("%E4", errors="ignore")), unquote(b"a%20b"), unquote_to_bytes(b"%41"))
