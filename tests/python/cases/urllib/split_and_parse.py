from urllib.parse import urlparse, urlsplit, urlunparse, urlunsplit

URLS = [
    "http://user:pw@Host.com:8080/p/a;t?q=1&r=2#frag",
    "https://[::1]:443/x",
    "//host/path",
    "/path?x#y",
    "mailto:me@x.org",
    "file:///etc/passwd",
    "http://h",
    "",
    "a:b:c",
    "1a:b",
    "http://h?q",
    "http://h#f",
    "HTTP://H/",
    "s3://bucket/key/with/parts",
    "http://h:/x",
    " http://x/ ",
    "ht\ntp://x/\ty",
    "tel:+1;ext=2",
    "http://h/a;b/c;d",
    "urn:isbn:123",
    "http://u@h",
    "http://:80",
]
for url in URLS:
    parts = urlsplit(url)
    print(repr(url), tuple(parts), parts.hostname, parts.port, parts.username, parts.password)
    print("   ", parts.geturl(), tuple(urlparse(url)), urlunparse(urlparse(url)) == urlunsplit(parts))
print(urlparse("http://a/b;c?d#e"))
print(urlsplit("http://a/b;c?d#e"))
print(urlparse("x", scheme="http"), urlparse("http://a#b", allow_fragments=False).path)
print(urlparse(b"http://a/b?c"), urlsplit(b"http://u@A:1").hostname)
print(urlunparse(("http", "h", "p", "x", "q", "f")), urlunsplit(["", "h", "p", "", ""]))
print(urlparse("http://a/b")._replace(netloc="c").geturl(), urlparse("http://a/b")[1])
