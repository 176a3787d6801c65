class Both:
    def __repr__(self):
        return "R"

    def __str__(self):
        return "S"

class OnlyRepr:
    def __repr__(self):
        return "only"

class OnlyStr:
    def __str__(self):
        return "text"

for value in Both(), OnlyRepr():
    print(value, str(value), repr(value), f"{value} {value!r} {value!s}", [value], {1: value})
    print("%s %r" % (value, value), "{} {!r}".format(value, value), (value,))
print(OnlyStr(), repr(OnlyStr()).startswith("<__main__.OnlyStr object at 0x"))

class BadStr:
    def __str__(self):
        return 5

class BadRepr:
    def __repr__(self):
        return None

for call in [lambda: str(BadStr()), lambda: repr(BadRepr()), lambda: f"{BadStr()}",
             lambda: str(BadRepr()), lambda: print(BadStr()), lambda: repr([BadRepr()])]:
    try:
        call()
    except TypeError as error:
        print(error)
