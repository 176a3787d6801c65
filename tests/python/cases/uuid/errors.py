import uuid


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: uuid.UUID())
attempt(lambda: uuid.UUID("x"))
attempt(lambda: uuid.UUID("12345678-1234-5678-1234-56781234567"))
attempt(lambda: uuid.UUID("g" * 32))
attempt(lambda: uuid.UUID(int=-1))
attempt(lambda: uuid.UUID(int=1 << 128))
attempt(lambda: uuid.UUID(bytes=b"x"))
attempt(lambda: uuid.UUID(bytes_le=b"x"))
attempt(lambda: uuid.UUID(fields=(1, 2)))
attempt(lambda: uuid.UUID(fields=(1 << 32, 0, 0, 0, 0, 0)))
attempt(lambda: uuid.UUID(fields=(0, 0, 0, 0, 256, 0)))
attempt(lambda: uuid.UUID(int=1, version=9))
attempt(lambda: uuid.UUID(int=1, hex="0" * 32))
attempt(lambda: uuid.UUID(int=1) < 3)
attempt(lambda: setattr(uuid.UUID(int=1), "int", 2))
