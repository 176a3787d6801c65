def makers():
    late, early = [], []
    for i in range(3):
        late.append(lambda: i)
        early.append(lambda i=i: i)
    i = 99
    return [f() for f in late], [f() for f in early]
print(makers())
def with_factory():
    def make(n):
        def f(): return n
        return f
    return [make(n)() for n in range(3)]
print(with_factory())
def shared():
    n = 0
    def get(): return n
    def set_(v):
        nonlocal n
        n = v
    return get, set_
get, set_ = shared()
set_(42)
get2, _ = shared()
print(get(), get2())
