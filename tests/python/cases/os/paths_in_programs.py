import os
from os import path
from os.path import basename, join, splitext


def change_extension(name, extension):
    root, _ = splitext(name)
    return root + extension


FILES = ["a/b/report.csv", "data.tar.gz", "/var/log/syslog", "noext", ".hidden", "dir.d/file"]
for name in FILES:
    print(basename(name), path.dirname(name) or ".", change_extension(name, ".json"), path.splitext(name)[1] or "-")
print(join("base", "sub", "file.txt"), os.path.join("/", "tmp", "x"), join("a", "", "b"))
key = "uploads/2024/05/photo.final.jpg"
folder, file = path.split(key)
print(folder, file, folder.split("/"), path.commonprefix([key, "uploads/2025/x"]))
print(path.normpath("/a/./b/../c//d"), path.isabs(key), path.relpath("/a/b/c", "/a"))
print(os.sep.join(["x", "y"]), os.linesep == "\n", os.name, os.curdir)
print(sorted({path.splitext(name)[1] for name in FILES}))
print(len(os.urandom(8)), type(os.urandom(0)), os.fspath("p"))
