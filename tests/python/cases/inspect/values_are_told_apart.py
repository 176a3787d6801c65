import inspect
from abc import ABC, abstractmethod


class Base(ABC):
    """A base.

    With more
      text.
    """

    @abstractmethod
    def run(self):
        """Runs."""

    @classmethod
    def make(cls):
        return cls()


class Child(Base):
    def run(self):
        return 1


def function():
    """One line."""


def numbers():
    yield 1


for value in (Base, Child(), Child().run, Child.run, function, numbers, numbers(), len, 3, Child.make):
    print(
        inspect.isclass(value),
        inspect.isfunction(value),
        inspect.ismethod(value),
        inspect.isbuiltin(value),
        inspect.isgenerator(value),
        inspect.isroutine(value),
        inspect.isabstract(value),
    )
print(repr(inspect.getdoc(Base)), inspect.getdoc(function), inspect.getdoc(lambda: 1))
print(repr(inspect.cleandoc("  a\n    b\n      c\n\n")))
print([cls.__name__ for cls in inspect.getmro(Child)])
