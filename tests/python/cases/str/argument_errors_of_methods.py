def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)

attempt(lambda: "a".upper(1))
attempt(lambda: "a".join())
attempt(lambda: "a".join("b", "c"))
attempt(lambda: "a".replace("b"))
attempt(lambda: "a".find())
attempt(lambda: "a".split("b", 1, 2))
attempt(lambda: "a".zfill("5"))
attempt(lambda: "a".encode(5))
attempt(lambda: "a".count())
attempt(lambda: len("a", "b"))
attempt(lambda: len(5))
text = "a"
attempt(lambda: text())
