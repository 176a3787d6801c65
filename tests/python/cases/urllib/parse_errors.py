from urllib.parse import parse_qs, parse_qsl, quote, quote_from_bytes, urlencode, urljoin, urlparse, urlsplit


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: urlsplit("http://h:99999").port)
attempt(lambda: urlsplit("http://h:x").port)
attempt(lambda: urlsplit("http://[::1"))
attempt(lambda: urlsplit("http://::1]"))
attempt(lambda: urlparse("http://h", b"x"))
attempt(lambda: urljoin("http://h", b"x"))
attempt(lambda: quote_from_bytes("x"))
attempt(lambda: quote(b"x", encoding="utf-8"))
attempt(lambda: quote(b"x", errors="strict"))
attempt(lambda: quote("ä", encoding="ascii"))
attempt(lambda: urlencode("abc"))
attempt(lambda: urlencode(3))
attempt(lambda: urlencode([1, 2]))
attempt(lambda: urlencode(""))
attempt(lambda: parse_qs("a", strict_parsing=True))
attempt(lambda: parse_qs("a=1&b=2", max_num_fields=1))
attempt(lambda: parse_qsl("a=1", separator=""))
attempt(lambda: parse_qsl("a=1;b=2", separator=";"))
