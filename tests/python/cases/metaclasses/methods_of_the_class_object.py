class Meta(type):
    def __len__(cls): return len(cls.items)
    def __iter__(cls): return iter(cls.items)
    def __getitem__(cls, i): return cls.items[i]
    def __contains__(cls, x): return x in cls.items
    def __repr__(cls): return f"<{cls.__name__}>"
    def __add__(cls, other): return cls.items + other.items
    def __eq__(cls, other): return True
    def __hash__(cls): return 1
    def __bool__(cls): return bool(cls.items)
    def describe(cls): return "describe " + cls.__name__
    @property
    def first(cls): return cls.items[0]
    def __getattr__(cls, name): return "meta " + name

class A(metaclass=Meta):
    items = [1, 2, 3]
class B(metaclass=Meta):
    items = []

print(len(A), list(A), A[0], 2 in A, A, [A, B], A + B, A == B, bool(B), A.describe(), A.first)
print(A.unknown, {A: 1}, repr(B))
a = A()
for use in [lambda: len(a), lambda: a.describe(), lambda: a.first, lambda: a.unknown,
      lambda: a[0]]:
    try:
        print(use())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
