import string, re


class MyPattern(string.Template):
    pattern = r"""
    (?P<escaped>@{2})                   |
    @(?P<named>[_a-z][._a-z0-9]*)       |
    @{(?P<braced>[_a-z][._a-z0-9]*)}    |
    (?P<invalid>@)
    """


class M:
    pass


m = M()
print(
    MyPattern("@bag.foo.who likes @{bag.what} @@").safe_substitute(
        {"bag.foo.who": "tim", "bag.what": "ham"}
    )
)


import string


class MyFlags(string.Template):
    flags = 0


try:
    print(MyFlags("$wHO likes ${WHAT}").substitute(wHO="tim", WHAT="ham"))
except Exception as e:
    print(type(e).__name__, e)
