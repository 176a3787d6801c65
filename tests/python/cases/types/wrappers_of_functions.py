class C:
    @classmethod
    def c(cls):
        "cdoc"

    @staticmethod
    def s(x):
        "sdoc"


c = C.__dict__["c"]
s = C.__dict__["s"]
print(
    c.__func__.__name__,
    s.__func__.__name__,
    s(1),
    s.__name__,
    c.__name__,
    c.__doc__,
    s.__doc__,
    c.__wrapped__.__name__,
    s.__wrapped__.__name__,
    c.__qualname__,
    c.__module__,
    c.__annotations__,
)
print(c.__get__(None, C)(), s.__get__(None, C)(1), repr(c)[:30], c.__isabstractmethod__)
try:
    c()
except TypeError as e:
    print(e)
