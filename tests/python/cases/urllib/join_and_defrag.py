from urllib.parse import urldefrag, urljoin

BASE = "http://a/b/c/d;p?q"
for url in ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "/./g", "/../g", "g.", "g..", "./../g", "./g/.", "g/./h", "g/../h", "http:g", "a//b"]:
    print(url, urljoin(BASE, url))
print(urljoin("", "x"), urljoin("x", ""), urljoin("mailto:a", "b"), urljoin("http://h", "p"), urljoin("a/b", "c"), urljoin(b"http://h/a", b"b"))
print(urldefrag("http://a/b#c"), urldefrag("http://a/b"), urldefrag("#"), urldefrag(b"a#b"), urldefrag("http://a#b").geturl())
