# Files in memory. There are no others.

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


BlockingIOError = BlockingIOError


class IOBase:
    closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def seek(self, offset, whence=0):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None):
        self._unsupported("truncate")

    def fileno(self):
        self._unsupported("fileno")

    def flush(self):
        self._check()

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def isatty(self):
        IOBase._check(self)
        return False

    def readline(self, size=-1):
        line = b""
        size = -1 if size is None else size
        while size < 0 or len(line) < size:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if byte == b"\n":
                break
        return line

    def readlines(self, hint=-1):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint < total:
                break
        return lines

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        IOBase._check(self)
        return self

    def __exit__(self, *exception):
        self.close()


class RawIOBase(IOBase):
    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        parts = []
        while part := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer):
        self._unsupported("readinto")

    def write(self, data):
        self._unsupported("write")


class BufferedIOBase(IOBase):
    def read(self, size=-1):
        self._unsupported("read")

    def read1(self, size=-1):
        self._unsupported("read1")

    def write(self, data):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1):
        self._unsupported("read")

    def readline(self, size=-1):
        self._unsupported("readline")

    def write(self, text):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


def _size(size, default):
    if size is None:
        return default
    try:
        return size.__index__()
    except AttributeError:
        kind = type(size).__name__
        raise TypeError(f"argument should be integer or None, not '{kind}'") from None


def _index(value):
    try:
        return value.__index__()
    except AttributeError:
        kind = type(value).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer") from None


class StringIO(TextIOBase):
    __module__ = "_io"
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            kind = type(newline).__name__
            raise TypeError(f"newline must be str or None, not {kind}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            kind = type(initial_value).__name__
            raise TypeError(f"initial_value must be str or None, not {kind}")
        self._newline = newline
        self._text = ""
        # What was written at the end since `_text` was joined.
        self._parts = []
        self._at = 0
        self._end = 0
        self._seen = 0
        self.closed = False
        if initial_value:
            self.write(initial_value)
            self._at = 0

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _joined(self):
        if self._parts:
            self._parts.insert(0, self._text)
            self._text = "".join(self._parts)
            self._parts = []
        return self._text

    def write(self, s):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        count = len(s)
        if self._newline != "\n":
            s = self._translated(s)
        if not s:
            return count
        if self._at == self._end:
            self._parts.append(s)
            self._at = self._end = self._end + len(s)
            return count
        text = self._joined()
        if self._at > self._end:
            text += "\0" * (self._at - self._end)
        self._text = text[: self._at] + s + text[self._at + len(s) :]
        self._at += len(s)
        self._end = len(self._text)
        return count

    def _translated(self, s):
        newline = self._newline
        if not newline:
            for n, kind in enumerate(("\r", "\n", "\r\n")):
                found = s.count(kind)
                if kind != "\r\n":
                    found -= s.count("\r\n")
                if found > 0:
                    self._seen |= 1 << n
            return s.replace("\r\n", "\n").replace("\r", "\n") if newline is None else s
        if newline in ("\r", "\r\n"):
            return s.replace("\n", newline)
        return s

    @property
    def newlines(self):
        self._check()
        seen = [kind for n, kind in enumerate(("\r", "\n", "\r\n")) if self._seen & 1 << n]
        if len(seen) > 1:
            return tuple(seen)
        return seen[0] if seen else None

    def getvalue(self):
        self._check()
        return self._joined()

    def read(self, size=-1):
        self._check()
        size = _size(size, -1)
        text = self._joined()
        start = self._at
        if start >= self._end:
            return ""
        self._at = self._end if size < 0 else min(start + size, self._end)
        return text[start : self._at]

    def _line_end(self, text, start):
        newline = self._newline
        if newline == "":
            ends = [text.find("\n", start) + 1, text.find("\r", start) + 1]
            ends = [end for end in ends if end]
            if not ends:
                return len(text)
            end = min(ends)
            return end + 1 if text[end - 1 : end + 1] == "\r\n" else end
        end = text.find(newline or "\n", start)
        return len(text) if end < 0 else end + len(newline or "\n")

    def readline(self, size=-1):
        self._check()
        size = _size(size, -1)
        text = self._joined()
        start = self._at
        if start >= self._end:
            return ""
        end = self._line_end(text, start)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return text[start:end]

    def seek(self, pos, whence=0):
        self._check()
        pos = _index(pos)
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._at = pos if whence == 0 else self._at if whence == 1 else self._end
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, pos=None):
        self._check()
        pos = _size(pos, self._at)
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        if pos < self._end:
            self._text = self._joined()[:pos]
            self._end = pos
        return pos

    def close(self):
        self.closed = True
        self._text, self._parts, self._end = "", [], 0

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True


def _bytes(data):
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if isinstance(data, str) or not hasattr(data, "tobytes"):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return data.tobytes()


class BytesIO(BufferedIOBase):
    __module__ = "_io"

    def __init__(self, initial_bytes=b""):
        self._buffer = bytearray(b"" if initial_bytes is None else _bytes(initial_bytes))
        self._at = 0
        self.closed = False

    def getvalue(self):
        self._check()
        return bytes(self._buffer)

    def getbuffer(self):
        self._check()
        return memoryview(self._buffer)

    def read(self, size=-1):
        self._check()
        size = _size(size, -1)
        start, end = self._at, len(self._buffer)
        if start >= end:
            return b""
        self._at = end if size < 0 else min(start + size, end)
        return bytes(self._buffer[start : self._at])

    def read1(self, size=-1):
        return self.read(size)

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    readinto1 = readinto

    def readline(self, size=-1):
        self._check()
        size = _size(size, -1)
        start = self._at
        if start >= len(self._buffer):
            return b""
        end = self._buffer.find(b"\n", start) + 1 or len(self._buffer)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return bytes(self._buffer[start:end])

    def readlines(self, size=-1):
        self._check()
        size = _size(size, -1)
        lines = []
        total = 0
        while line := self.readline():
            lines.append(line)
            total += len(line)
            if 0 < size <= total:
                break
        return lines

    def write(self, b):
        self._check()
        b = _bytes(b)
        if not b:
            return 0
        missing = self._at - len(self._buffer)
        if missing > 0:
            self._buffer += bytes(missing)
        self._buffer[self._at : self._at + len(b)] = b
        self._at += len(b)
        return len(b)

    def seek(self, pos, whence=0):
        self._check()
        pos = _index(pos)
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        base = 0 if whence == 0 else self._at if whence == 1 else len(self._buffer)
        self._at = max(0, base + pos)
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None):
        self._check()
        size = _size(size, self._at)
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._buffer[size:]
        return size

    def close(self):
        self.closed = True
        self._buffer = bytearray()

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True
