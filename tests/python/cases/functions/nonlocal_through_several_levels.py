def outer():
    x = "outer"
    def middle():
        y = "middle"
        def inner():
            nonlocal x, y
            x += "+inner"
            y += "+inner"
            return x, y
        result = inner()
        return result, y
    result = middle()
    return result, x

print(outer())

def deep():
    a = 1
    def f():
        def g():
            def h():
                nonlocal a
                a *= 10
                return a
            return h
        return g
    f()()()
    return a, f()()()

print(deep())
