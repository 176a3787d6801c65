from urllib.parse import ParseResult, SplitResult, urlparse, urlsplit, urlunsplit

parts = urlparse("https://user:secret@example.com:8443/path/to;v=1/page;p?q=1&r=%20#top")
print(parts)
print(parts._asdict())
print(parts._fields, len(parts), parts[0], parts[-1], parts.scheme == parts[0])
print(parts._replace(scheme="http", fragment="").geturl())
scheme, netloc, path, params, query, fragment = parts
print(scheme, netloc, path, params, query, fragment)
print(isinstance(parts, tuple), isinstance(parts, ParseResult), parts == tuple(parts), hash(parts) == hash(tuple(parts)))
split = urlsplit("//h/p?a#b", scheme="ftp")
print(split, isinstance(split, SplitResult), split.geturl(), urlunsplit(split) == split.geturl())
print(SplitResult("s", "n", "/p", "q", "f").geturl(), ParseResult("s", "n", "/p", "pp", "q", "f").geturl())
for url in ("http://[fe80::1%en0]:80/", "http://ÄÖ.example/ü", "http://h/%7Ea?b=%c3%a4", "data:text/plain,hi?x#y"):
    parts = urlsplit(url)
    print(parts.hostname, parts.port, parts.path, parts.query, parts.fragment)
