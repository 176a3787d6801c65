# URLs: their parts, quoting and query strings.

from collections import namedtuple

uses_relative = [
    "", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms",
    "prospero", "rtsp", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss",
]
uses_netloc = [
    "", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https",
    "shttp", "snews", "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs",
    "git", "git+ssh", "ws", "wss",
]
uses_params = [
    "", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip",
    "sips", "mms", "sftp", "tel",
]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."


class _Netloc:
    """What is in the network location, for str and bytes."""

    def _sign(self, text):
        return text.encode() if isinstance(self.netloc, bytes) else text

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    def _userinfo(self):
        userinfo, at, _ = self.netloc.rpartition(self._sign("@"))
        if not at:
            return None, None
        username, colon, password = userinfo.partition(self._sign(":"))
        return username, password if colon else None

    def _hostinfo(self):
        hostinfo = self.netloc.rpartition(self._sign("@"))[2]
        _, bracket, bracketed = hostinfo.partition(self._sign("["))
        if bracket:
            hostname, _, port = bracketed.partition(self._sign("]"))
            port = port.partition(self._sign(":"))[2]
        else:
            hostname, _, port = hostinfo.partition(self._sign(":"))
        return hostname, port or None

    @property
    def hostname(self):
        hostname = self._hostinfo()[0]
        if not hostname:
            return None
        # The zone of an IPv6 address keeps its case.
        hostname, percent, zone = hostname.partition(self._sign("%"))
        return hostname.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo()[1]
        if port is None:
            return None
        if not port.isdigit() or not port.isascii():
            shown = port.decode() if isinstance(port, bytes) else port
            raise ValueError(f"Port could not be cast to integer value as {shown!r}")
        port = int(port)
        if not 0 <= port <= 65535:
            raise ValueError("Port out of range 0-65535")
        return port


class DefragResult(namedtuple("DefragResult", "url fragment")):
    __slots__ = ()

    def geturl(self):
        if self.fragment:
            return self.url + _like(self.url, "#") + self.fragment
        return self.url


class DefragResultBytes(DefragResult):
    __slots__ = ()


class SplitResult(namedtuple("SplitResult", "scheme netloc path query fragment"), _Netloc):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class SplitResultBytes(SplitResult):
    __slots__ = ()


class ParseResult(namedtuple("ParseResult", "scheme netloc path params query fragment"), _Netloc):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class ParseResultBytes(ParseResult):
    __slots__ = ()


def _like(value, text):
    return text.encode("ascii") if isinstance(value, bytes) else text


def _texts(*values):
    """The arguments as str, and whether they were bytes."""
    is_str = isinstance(values[0], str)
    for value in values[1:]:
        if value and isinstance(value, str) != is_str:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_str:
        return list(values), False
    return [value.decode("ascii", "strict") if value else "" for value in values], True


def _as(kind, bytes_kind, parts, is_bytes):
    if is_bytes:
        return bytes_kind(*[part.encode("ascii", "strict") for part in parts])
    return kind(*parts)


def urlparse(url, scheme="", allow_fragments=True):
    (url, scheme), is_bytes = _texts(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _split_params(path)
    parts = (scheme, netloc, path, params, query, fragment)
    return _as(ParseResult, ParseResultBytes, parts, is_bytes)


def _split_params(path):
    at = path.find(";", max(path.rfind("/"), 0))
    return (path, "") if at < 0 else (path[:at], path[at + 1 :])


# What becomes one of `/?#@:`, or more than that, when it is normalised (NFKC).
_DISGUISED = (
    "\u2047\u2048\u2049\u2100\u2101\u2105\u2106\u2a74\ufe13\ufe16"
    "\ufe55\ufe56\ufe5f\ufe6b\uff03\uff0f\uff1a\uff1f\uff20"
)


def _check_netloc(netloc):
    if not netloc.isascii() and any(c in _DISGUISED for c in netloc):
        raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")


def urlsplit(url, scheme="", allow_fragments=True):
    (url, scheme), is_bytes = _texts(url, scheme)
    url = url.lstrip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13"
                     "\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f ")
    scheme = scheme.strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12"
                          "\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f ")
    for unsafe in "\t\r\n":
        url = url.replace(unsafe, "")
        scheme = scheme.replace(unsafe, "")
    netloc = query = fragment = ""
    at = url.find(":")
    if at > 0 and url[0].isascii() and url[0].isalpha():
        if all(c in scheme_chars for c in url[:at]):
            scheme, url = url[:at].lower(), url[at + 1 :]
    if url[:2] == "//":
        ends = [end for end in (url.find(c, 2) for c in "/?#") if end >= 0]
        end = min(ends) if ends else len(url)
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_bracketed(netloc)
    if allow_fragments and "#" in url:
        url, _, fragment = url.partition("#")
    if "?" in url:
        url, _, query = url.partition("?")
    _check_netloc(netloc)
    return _as(SplitResult, SplitResultBytes, (scheme, netloc, url, query, fragment), is_bytes)


def _check_bracketed(netloc):
    hostname = netloc.partition("[")[2].partition("]")[0]
    if hostname.startswith("v"):
        version, dot, rest = hostname[1:].partition(".")
        if not rest or not version or any(c not in "0123456789abcdefABCDEF" for c in version):
            raise ValueError("IPvFuture address is invalid")
        return
    address = hostname.partition("%")[0]
    if ":" not in address:
        parts = address.split(".")
        if len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts):
            raise ValueError("An IPv4 address cannot be in brackets")
        raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 address")


def urlunparse(components):
    (scheme, url, path, params, query, fragment), is_bytes = _texts(*components)
    if params:
        path = f"{path};{params}"
    joined = urlunsplit((scheme, url, path, query, fragment))
    return joined.encode("ascii") if is_bytes else joined


def urlunsplit(components):
    (scheme, netloc, url, query, fragment), is_bytes = _texts(*components)
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return url.encode("ascii") if is_bytes else url


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    (base, url), is_bytes = _texts(base, url)
    joined = _join(base, url, allow_fragments)
    return joined.encode("ascii") if is_bytes else joined


def _join(base, url, allow_fragments):
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = bnetloc
    if not path and not params:
        path, params = bpath, bparams
        if not query:
            query = bquery
        return urlunparse((scheme, netloc, path, params, query, fragment))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = [segment for segment in segments[1:-1] if segment]
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    path = "/".join(resolved) or "/"
    return urlunparse((scheme, netloc, path, params, query, fragment))


def urldefrag(url):
    (url,), is_bytes = _texts(url)
    fragment = ""
    if "#" in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ""))
    return _as(DefragResult, DefragResultBytes, (url, fragment), is_bytes)


_ALWAYS_SAFE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"


def unquote_to_bytes(string):
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = string.split(b"%")
    parts = [first]
    for part in rest:
        try:
            parts.append(bytes([int(part[:2], 16) if len(part) > 1 and part[:2].isalnum() else -1]))
            parts.append(part[2:])
        except ValueError:
            parts.append(b"%")
            parts.append(part)
    return b"".join(parts)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        # What is no str has no `split`.
        string.split
        return string
    if string.isascii():
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    # Only what is ASCII is decoded, run by run.
    parts = []
    run = []
    for c in string:
        if c.isascii():
            run.append(c)
        else:
            parts.append(unquote("".join(run), encoding, errors))
            parts.append(c)
            run = []
    parts.append(unquote("".join(run), encoding, errors))
    return "".join(parts)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    safe_space = " " if isinstance(safe, str) else b" "
    return quote(string, safe + safe_space, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    else:
        safe = bytes([c for c in safe if c < 128])
    kept = _ALWAYS_SAFE + safe
    if not bs.rstrip(kept):
        return bs.decode()
    return "".join([chr(b) if b in kept else f"%{b:02X}" for b in bs])


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError("not a valid non-string sequence or mapping object") from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query:
        key = quoted(key)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pass
            else:
                pairs.extend([f"{key}={quoted(element)}" for element in value])
                continue
        pairs.append(f"{key}={quoted(value)}")
    return "&".join(pairs)


def parse_qs(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding="utf-8",
    errors="replace",
    max_num_fields=None,
    separator="&",
):
    found = {}
    for name, value in parse_qsl(
        qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator
    ):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding="utf-8",
    errors="replace",
    max_num_fields=None,
    separator="&",
):
    (qs,), is_bytes = _texts(qs)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator) if qs else []:
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError(f"bad query field: {field!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            name = unquote(name.replace("+", " "), encoding, errors)
            value = unquote(value.replace("+", " "), encoding, errors)
            if is_bytes:
                name, value = name.encode("ascii"), value.encode("ascii")
            pairs.append((name, value))
    return pairs
