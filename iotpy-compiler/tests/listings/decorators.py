def deco(f):
    return f


@deco
@deco(1)
def g(x=deco):
    @deco
    def inner(): ...

    return inner


g()
