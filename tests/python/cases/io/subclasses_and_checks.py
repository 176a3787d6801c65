import io


class Counting(io.BytesIO):
    def __init__(self, *args):
        super().__init__(*args)
        self.reads = 0

    def read(self, size=-1):
        self.reads += 1
        return super().read(size)


stream = Counting(b"some bytes")
print(stream.read(4), stream.read(), stream.reads, isinstance(stream, io.BytesIO))


class Source(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), len(self.data), 3)
        buffer[:count] = self.data[:count]
        self.data = self.data[count:]
        return count


source = Source(b"abcdefgh")
print(source.read(2), source.readall(), source.read(1))
source = Source(b"line one\nline two\n")
print(source.readline(), list(source))
print(hasattr(io.StringIO(), "getvalue"), hasattr(io.StringIO(), "getbuffer"), hasattr(io.BytesIO(), "encoding"))
print(type(io.StringIO()).__name__, type(io.BytesIO()).__name__, io.DEFAULT_BUFFER_SIZE)
