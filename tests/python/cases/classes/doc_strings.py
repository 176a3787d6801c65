class Documented:
    """What it is."""

    def method(self):
        """What it does.

        More lines."""

    def silent(self):
        pass

class Silent:
    pass

class Child(Documented):
    pass

print(Documented.__doc__, Documented().__doc__)
print(repr(Documented.method.__doc__), Documented.silent.__doc__)
print(Silent.__doc__, Child.__doc__)
Silent.__doc__ = "later"
print(Silent.__doc__)
def function():
    "one line"
print(function.__doc__)
function.__doc__ = "other"
print(function.__doc__)
