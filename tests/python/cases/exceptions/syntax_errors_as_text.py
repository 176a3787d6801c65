cases = [
    SyntaxError(),
    SyntaxError("only"),
    SyntaxError("bad", ("folder/f.py", 3, 5, "text", 3, 7)),
    SyntaxError("bad", (None, 3, 5, "text")),
    SyntaxError("bad", ("f.py", None, 5, "text")),
    SyntaxError("a", "b", "c"),
    IndentationError("deep", ("f.py", 1, 1, "x")),
]
for error in cases:
    print(
        str(error),
        error.msg,
        error.filename,
        error.lineno,
        error.offset,
        error.text,
        error.end_lineno,
    )
error = SyntaxError("changed")
error.lineno = 4
error.filename = "/x/y.py"
print(error, error.args)
error.msg = "again"
print(error)


def function():
    pass


function.tag = 1
print("tag" in dir(function), "other" in dir(function))
