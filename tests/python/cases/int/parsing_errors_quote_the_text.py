def attempt(*arguments):
    try:
        print(int(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

for text in ("", " ", "x", "1x", "1 2", "1.5", "--1", "+-1", "_1", "1_", "1__0", "0x10", "1e3", "é",
    "a'b", "None"):
    attempt(text)
attempt("12", 2)
attempt("0b12", 2)
attempt("ff", 10)
attempt("010", 0)
attempt("1", 1)
attempt("1", 37)
attempt("1", -1)
attempt(10, 2)
attempt(None)
attempt([])
attempt("1", None)
