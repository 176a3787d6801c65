# Paths as text: what needs no file system.

__all__ = [
    "curdir",
    "pardir",
    "extsep",
    "sep",
    "pathsep",
    "defpath",
    "altsep",
    "devnull",
    "supports_unicode_filenames",
    "normcase",
    "isabs",
    "join",
    "split",
    "splitext",
    "splitdrive",
    "basename",
    "dirname",
    "commonprefix",
    "commonpath",
    "normpath",
    "relpath",
    "expandvars",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(path, "__fspath__"):
        found = path.__fspath__()
        if isinstance(found, (str, bytes)):
            return found
        kinds = type(path).__name__, type(found).__name__
        raise TypeError(f"expected {kinds[0]}.__fspath__() to return str or bytes, not {kinds[1]}")
    kind = type(path).__name__
    raise TypeError(f"expected str, bytes or os.PathLike object, not {kind}")


def _check_kinds(function, parts):
    has_str = has_bytes = False
    for part in parts:
        if isinstance(part, str):
            has_str = True
        elif isinstance(part, bytes):
            has_bytes = True
        else:
            kind = type(part).__name__
            raise TypeError(
                f"{function}() argument must be str, bytes, or os.PathLike object, not {kind!r}"
            )
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components")


def _signs(path):
    return (b"/", b".", b"..", b"") if isinstance(path, bytes) else ("/", ".", "..", "")


def normcase(s):
    return _fspath(s)


def isabs(s):
    s = _fspath(s)
    return s.startswith(_signs(s)[0])


def join(a, *p):
    path = a = _fspath(a)
    slash = _signs(a)[0]
    parts = [part if isinstance(part, (str, bytes)) else _join_part(part) for part in p]
    _check_kinds("join", [a] + parts)
    for part in parts:
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def _join_part(part):
    return part.__fspath__() if hasattr(part, "__fspath__") else part


def split(p):
    p = _fspath(p)
    slash = _signs(p)[0]
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = _fspath(p)
    slash, dot, _, empty = _signs(p)
    start = p.rfind(slash) + 1
    at = p.rfind(dot)
    if at > start:
        # The dots that a name begins with begin no extension.
        for n in range(start, at):
            if p[n : n + 1] != dot:
                return p[:at], p[at:]
    return p, empty


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def basename(p):
    p = _fspath(p)
    return p[p.rfind(_signs(p)[0]) + 1 :]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [_fspath(path) for path in m]
    least, most = min(m), max(m)
    for n, part in enumerate(least):
        if part != most[n]:
            return least[:n]
    return least


def commonpath(paths):
    paths = [_fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _check_kinds("commonpath", paths)
    slash, dot, _, empty = _signs(paths[0])
    if len({path.startswith(slash) for path in paths}) != 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [
        [part for part in path.split(slash) if part and part != dot] for path in paths
    ]
    least, most = min(split_paths), max(split_paths)
    common = least
    for n, part in enumerate(least):
        if part != most[n]:
            common = least[:n]
            break
    return (slash if paths[0].startswith(slash) else empty) + slash.join(common)


def normpath(path):
    path = _fspath(path)
    slash, dot, dots, empty = _signs(path)
    if not path:
        return dot
    # POSIX lets two slashes at the start mean something else, but not three.
    slashes = 0
    if path.startswith(slash):
        slashes = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else 1
    parts = []
    for part in path.split(slash):
        if part in (empty, dot):
            continue
        if part != dots or (not slashes and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return slash * slashes + slash.join(parts) or dot


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _fspath(path)
    slash, dot, dots, _ = _signs(path)
    start = dot if start is None else _fspath(start)
    _check_kinds("relpath", [path, start])
    if isabs(path) != isabs(start):
        raise NotImplementedError("a relative and an absolute path: there is no working directory")
    from_parts = [part for part in normpath(start).split(slash) if part and part != dot]
    to_parts = [part for part in normpath(path).split(slash) if part and part != dot]
    if dots in from_parts or dots in to_parts:
        raise NotImplementedError("a path out of the working directory, which there is not")
    common = 0
    while common < min(len(from_parts), len(to_parts)):
        if from_parts[common] != to_parts[common]:
            break
        common += 1
    parts = [dots] * (len(from_parts) - common) + to_parts[common:]
    return slash.join(parts) if parts else dot


def expandvars(path):
    from os import environ

    path = _fspath(path)
    if isinstance(path, bytes):
        raise NotImplementedError("expandvars() of bytes")
    if "$" not in path:
        return path
    out = []
    at = 0
    while at < len(path):
        if path[at] != "$":
            end = path.find("$", at)
            end = len(path) if end < 0 else end
            out.append(path[at:end])
            at = end
            continue
        end = at + 1
        if path[end : end + 1] == "{":
            close = path.find("}", end)
            name, end = (path[end + 1 : close], close + 1) if close > 0 else ("", end)
        else:
            while path[end : end + 1].isascii() and f"_{path[end : end + 1]}".isidentifier():
                if end >= len(path):
                    break
                end += 1
            name = path[at + 1 : end]
        out.append(environ[name] if name in environ else path[at:end])
        at = end
    return "".join(out)
