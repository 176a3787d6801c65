class D:
    def __get__(self, i, o):
        print("get")
        raise AttributeError("d")


class A:
    a = D()

    def __getattr__(self, n):
        return "ga " + n


print(A().a, getattr(A(), "zz"))
try:
    A.a
except AttributeError as e:
    print(e)
