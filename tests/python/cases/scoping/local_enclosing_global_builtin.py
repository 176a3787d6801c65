x = "global"
len_ = len

def outer():
    x = "enclosing"
    def inner():
        x = "local"
        return x
    def reads():
        return x
    return inner(), reads(), x
print(outer(), x)

def builtin():
    return len("abc")
print(builtin())
def shadow():
    len = lambda v: "shadowed"
    return len("abc")
print(shadow(), len("abc"))
def shadow_global():
    global max
    max = lambda *a: "mine"
    result = max(1, 2)
    del max
    return result, max(1, 2)
print(shadow_global())
def fails():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1
fails()
def late():
    return defined_later
defined_later = "now"
print(late())
