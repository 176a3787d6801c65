import os
import posixpath


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: os.path.join("a", 3))
attempt(lambda: os.path.join("a", b"b"))
attempt(lambda: os.path.join(3, "b"))
attempt(lambda: os.path.join("a", None))
attempt(lambda: os.path.basename(3))
attempt(lambda: os.path.splitext(None))
attempt(lambda: os.path.commonpath([]))
attempt(lambda: os.path.commonpath(["/a", "b"]))
attempt(lambda: os.path.relpath(""))
attempt(lambda: os.fspath(3))


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


attempt(lambda: os.fspath(Path("x/y")))
attempt(lambda: os.fspath(Path(3)))
attempt(lambda: os.path.join(Path("x"), Path("y")))
attempt(lambda: os.path.basename(Path("x/y")))
attempt(lambda: posixpath.join("a", "b"))
attempt(lambda: os.fsencode("ä"))
attempt(lambda: os.fsdecode(b"\xc3\xa4"))
