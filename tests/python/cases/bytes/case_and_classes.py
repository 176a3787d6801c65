def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


data = [b"", b"Hello wORLD", b"abc1", b"ABC", b"12", b" \t", b"A Title", b"\xff"]
show(lambda: [b.upper() for b in data])
show(lambda: [b.lower() for b in data])
show(lambda: [b.title() for b in data])
show(lambda: [b.capitalize() for b in data])
show(lambda: [b.swapcase() for b in data])
show(lambda: [b.isalpha() for b in data])
show(lambda: [b.isalnum() for b in data])
show(lambda: [b.isdigit() for b in data])
show(lambda: [b.isspace() for b in data])
show(lambda: [b.islower() for b in data])
show(lambda: [b.isupper() for b in data])
show(lambda: [b.istitle() for b in data])
show(lambda: [b.isascii() for b in data])
