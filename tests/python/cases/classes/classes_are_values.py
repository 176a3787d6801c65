class Dog:
    sound = "woof"

class Cat:
    sound = "meow"

registry = {cls.__name__.lower(): cls for cls in (Dog, Cat)}
for name in sorted(registry):
    print(name, registry[name]().sound)

def make(name, **attributes):
    class Made:
        pass
    Made.__name__ = name
    for key, value in attributes.items():
        setattr(Made, key, value)
    return Made

A, B = make("A", x=1), make("B", x=2)
print(A.__name__, B.__name__, A.x, B.x, A is B, isinstance(A(), B))
print([cls.__name__ for cls in sorted([Dog, Cat, A], key=lambda cls: cls.__name__)])
Alias = Dog
print(Alias is Dog, Alias.__name__, type(Alias()) is Dog, Dog == Dog, Dog != Cat)
print({Dog: 1, Cat: 2}[Cat], Dog in [Cat, Dog])
print(callable(Dog), callable(Dog()), bool(Dog))
