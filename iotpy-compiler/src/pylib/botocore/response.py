# Bodies of responses.

from io import IOBase


class StreamingBody(IOBase):
    def __init__(self, raw_stream, content_length=None):
        self._raw_stream = raw_stream
        self._content_length = content_length

    def readable(self):
        return True

    def read(self, amt=None):
        return self._raw_stream.read(amt)

    def readline(self, size=-1):
        return self._raw_stream.readline(size)

    def readlines(self, hint=-1):
        return self._raw_stream.readlines(hint)

    def tell(self):
        return self._raw_stream.tell()

    def __iter__(self):
        return self.iter_chunks()

    def __next__(self):
        chunk = self.read(1024)
        if not chunk:
            raise StopIteration
        return chunk

    next = __next__

    def iter_chunks(self, chunk_size=1024):
        while chunk := self.read(chunk_size):
            yield chunk

    def iter_lines(self, chunk_size=1024, keepends=False):
        pending = b""
        for chunk in self.iter_chunks(chunk_size):
            lines = (pending + chunk).splitlines(True)
            for line in lines[:-1]:
                yield line.splitlines(keepends)[0]
            pending = lines[-1]
        if pending:
            yield pending.splitlines(keepends)[0]

    def close(self):
        self._raw_stream.close()
        self.closed = True
