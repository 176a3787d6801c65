from urllib.parse import parse_qs, parse_qsl, quote, urlencode

print(urlencode({"a": 1, "b c": "d&e", "f": [1, 2], "g": None, "h": True, "i": 1.5}))
print(urlencode({"a": [1, 2], "b": "xy", "c": (), "d": b"z ", "e": 3}, doseq=True))
print(urlencode([("k", "v 1"), ("k", "ä")]), urlencode({"a": "b c"}, quote_via=quote), urlencode({"p": "a/b"}, safe="/"))
print(urlencode({"ä": "ö"}, encoding="latin-1"), repr(urlencode({})), urlencode({b"x": b"\xff"}))
for query in ["a=1&b=2&a=3", "a=&b", "a=1&&b=2", "a+b=c%20d", "=x", "a=b=c", "", "a=%E4", "x=1;y=2", "%41=%42"]:
    print(repr(query), parse_qs(query), parse_qsl(query), parse_qsl(query, keep_blank_values=True))
print(parse_qs(b"a=1&b=%20"), parse_qsl("a=%e4", encoding="latin-1"))
print(parse_qs(urlencode({"q": "a&b=c", "r": "ü"})))
