x = "module"

class Body:
    print("in the body", x)
    x = "class"
    print("after assignment", x)
    y = [x for _ in range(2)]

    def method(self):
        return x

    for i in range(3):
        last = i
    del i
    if last == 2:
        flag = True
    z = lambda self: x

print(Body.y, Body().method(), Body.x, Body.last, Body.flag, Body().z(), x)
print(hasattr(Body, "i"))

def outer():
    x = "outer"

    class Inner:
        seen = x

        def get(self):
            return x

    x = "changed"
    return Inner

print(outer().seen, outer()().get())
