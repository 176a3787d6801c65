class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *more, scale=1):
        return (self.n + x + sum(more)) * scale

add = Adder(10)
print(add(1), add(1, 2, 3), add(1, scale=2), callable(add), callable(Adder), add.__call__(5))
print(list(map(add, [1, 2])), sorted([3, -20, 5], key=Adder(0)))

class Nested:
    def __call__(self):
        return Adder(1)
print(Nested()()(1))

class Plain: pass
p = Plain()
p.__call__ = lambda: "instance"
for call in [lambda: p(), lambda: add(), lambda: add(1, bad=2), lambda: Adder(1)(*[])]:
    try:
        call()
    except TypeError as error:
        print(error)

class Counted:
    def __init__(self, f): self.f, self.calls = f, 0
    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.f(*args, **kwargs)

@Counted
def double(x, y=0): return 2 * x + y
print(double(4), double(1, y=3), double.calls)
