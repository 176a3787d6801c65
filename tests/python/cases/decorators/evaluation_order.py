def note(name):
    print("evaluate", name)
    def apply(f):
        print("apply", name)
        return f
    return apply

def default(x):
    print("default", x)
    return x

@note("first")
@note("second")
def f(a=default(1), *, b: default("annotation") = default(2)) -> default("return"):
    print("body")
print("defined")
f()

@note("class")
class C:
    print("class body")
    @note("method")
    def m(self): pass
