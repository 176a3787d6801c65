"""A method is looked up before its arguments are evaluated, and called after."""


def show(text):
    print("argument", text)
    return text


def attempt(action):
    try:
        print("result", action())
    except Exception as error:
        print(type(error).__name__, error)


class Plain:
    def method(self, value):
        return ("method", value)


class Watching:
    @property
    def method(self):
        print("read")
        return lambda value: ("property", value)

    def __getattr__(self, name):
        print("asked", name)
        if name == "missing":
            raise AttributeError(name)
        return lambda *args: (name, args)


plain, watching = Plain(), Watching()
attempt(lambda: None.append(show(1)))
attempt(lambda: [].push(show(2)))
attempt(lambda: (5).bit_count(show(3)))
attempt(lambda: plain.method(show(4)))
attempt(lambda: plain.other(show(5)))
attempt(lambda: watching.method(show(6)))
attempt(lambda: watching.other(show(7), 1 / 0))
attempt(lambda: watching.missing(show(8)))
attempt(lambda: {}.get(show("key"), [1][3]))
attempt(lambda: Plain.method(plain, show(9)))
attempt(lambda: Plain.nothing(show(10)))


# The call takes what the look-up found, whatever the arguments did to the name since.
def replace():
    plain.method = lambda value: ("replaced", value)
    return "new"


print(plain.method("old"), plain.method("then"))
own = Plain()
own.method = lambda value: ("own", value)


def take_away():
    del own.method
    return "gone"


print(own.method(take_away()))
print(own.method("class"))
items = [3, 1, 2]
items.append(items.pop(items.index(min(items))))
print(items)


def name():
    global items
    items = []
    return 7


items.append(name())
print(items)
print("{}-{}".format(show("a"), show("b")), ", ".join(str(n) for n in range(3)))
