print(type("C", (), {"__qualname__": "B.C"}).__qualname__)
A = type("A", (), {})
A.__qualname__ = "X.Y"
print(A, A.__name__)
A.__name__ = "Z"
print(A.__name__)


class Q:
    class B:
        pass


C = type("C", (Q.B,), {})
print(C.__name__, C.__qualname__, C)
