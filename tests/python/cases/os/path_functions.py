import os.path

for path in ["", "/", "//", "///a", "a", "a/", "/a/b.txt", "a/b.tar.gz", ".bashrc", "a/.x.y", "..", "a/../b", "./a//b/./c/../d", "../../a", "/..", "a.", "a/b.c/d", "...x", "b'"]:
    print(repr(path), os.path.split(path), os.path.splitext(path), os.path.basename(path), os.path.dirname(path), os.path.normpath(path), os.path.isabs(path))
print(os.path.join("a", "b", "c"), os.path.join("a/", "b"), os.path.join("a", "/b", "c"), repr(os.path.join("a", "")), repr(os.path.join("", "b")), os.path.join("/"))
print(os.path.join(b"a", b"b"), os.path.split(b"/x/y"), os.path.splitext(b"a.b"), os.path.normpath(b"a/../b"))
print(os.path.commonprefix(["/usr/lib", "/usr/local"]), repr(os.path.commonprefix([])), os.path.commonprefix([["a", "b"], ["a", "c"]]))
print(os.path.commonpath(["/usr/lib/x", "/usr/local/y"]), os.path.commonpath(["a/b", "a/b/c"]))
print(os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("/a", "/a"), os.path.relpath("a/b", "a"), os.path.relpath("x/y"))
print(os.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull, os.name, os.altsep)
print(os.path.splitdrive("/a/b"), os.path.normcase("/A/b"))
