from functools import partial

basetwo = partial(int, base=2)
print(basetwo("10010"), partial(pow, 2)(5), partial(print, "a", sep="-")("b") is None)


def f(a, b=0, *args, c=1, **kwargs):
    return a, b, args, c, kwargs


p = partial(f, 1, c=5)
print(p(), p(2, 3), p(c=6, d=7), p.func is f, p.args, p.keywords)
q = partial(p, 2, d=4)
print(q(), q(3, c=0), q.func is f, q.args, q.keywords)
print(partial(max)(1, 5), list(map(partial(pow, 3), range(4))), sorted(["b", "C"], key=partial(str.lower)))
print(partial(len).args, partial(int, "5"), partial(print, 1, [2], sep="x"))
p.note = "kept"
print(p.note, callable(p), type(p).__name__, isinstance(p, partial))


def show(*args):
    try:
        print(partial(*args))
    except TypeError as e:
        print(e)


show()
show(5)
try:
    partial(f)()
except TypeError as e:
    print(e)


class Button:
    def __init__(self, name):
        self.name = name
        self.handlers = []

    def on(self, handler, *args):
        self.handlers.append(partial(handler, self, *args))
        return self

    def press(self):
        return [handler() for handler in self.handlers]


print(Button("ok").on(lambda b: b.name).on(lambda b, n: b.name * n, 2).press())
