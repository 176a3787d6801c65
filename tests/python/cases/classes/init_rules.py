class NoInit:
    pass

class Plain:
    def __init__(self, a, b=2, *rest, key=None, **more):
        self.all = (a, b, rest, key, more)

class Bad:
    def __init__(self):
        return 5

print(Plain(1).all, Plain(1, 3, 4, 5, key="k", z=1).all)
for make in [lambda: NoInit(1), lambda: NoInit(x=1), lambda: Plain(), lambda: Bad(),
             lambda: Plain(b=1), lambda: Plain(1, a=2), lambda: object(1)]:
    try:
        make()
    except TypeError as error:
        print(error)
p = Plain(1)
print(p.__init__(7), p.all)
