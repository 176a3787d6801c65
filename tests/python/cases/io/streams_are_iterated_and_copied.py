import io

source = io.StringIO("first line\nsecond line\n\nlast")
target = io.StringIO()
for number, line in enumerate(source, 1):
    target.write(f"{number:>3}: {line}")
print(target.getvalue())
source.seek(0)
header = next(source)
rest = [line.rstrip() for line in source]
print(repr(header), rest)
binary = io.BytesIO()
for part in (b"\x00\x01", "text".encode(), bytes(range(3))):
    binary.write(part)
print(binary.getvalue(), len(binary.getvalue()), binary.tell())
binary.seek(0)
while chunk := binary.read(4):
    print(chunk)


def words(stream):
    for line in stream:
        yield from line.split()


print(sorted(words(io.StringIO("b a\nd c\n"))), sum(1 for _ in io.StringIO("x\ny\n")))
with io.StringIO() as report:
    print("total", 3, sep=": ", file=report)
    text = report.getvalue()
print(repr(text), report.closed)
for kind in (io.StringIO, io.BytesIO):
    stream = kind()
    print(stream.read(), stream.readline(), stream.readlines(), list(stream), kind.__name__)
