def unquote(text):
    out, i = b"", 0
    while i < len(text):
        if text[i] == "%":
            out += bytes([int(text[i + 1:i + 3], 16)])
            i += 3
        else:
            out += (" " if text[i] == "+" else text[i]).encode()
            i += 1
    return out.decode()

def parse(url):
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    path, _, query = (slash + path).partition("?")
    host, _, port = host.partition(":")
    parameters = {}
    for pair in filter(None, query.split("&")):
        key, _, value = pair.partition("=")
        parameters.setdefault(unquote(key), []).append(unquote(value))
    return {"scheme": scheme, "host": host, "port": int(port) if port else None, "path": path
        or "/", "query": parameters}

for url in ("http://edge.local:8000/light?level=120&room=living+room&tag=a&tag=%C3%A9",
    "coap://host", "https://h/a/b/?x=&y"):
    print(parse(url))
