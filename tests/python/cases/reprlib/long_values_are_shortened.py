import reprlib

for value in (
    list(range(10)),
    tuple(range(10)),
    (1,),
    set(range(10)),
    {n: n for n in range(10)},
    "x" * 50,
    10**60,
    [[[[[[[[1]]]]]]]],
    frozenset([1]),
    {},
    set(),
    "short",
    {"b": 1, "a": 2},
    1.5,
    None,
):
    print(reprlib.repr(value))
own = reprlib.Repr()
own.maxlist = 2
own.maxstring = 10
own.maxlevel = 2
print(own.repr([1, 2, 3]), own.repr("abcdefghijklmnop"), own.repr([[[1]]]))


class Shouting(reprlib.Repr):
    def repr_str(self, x, level):
        return x.upper()


print(Shouting().repr(["a", "b"]))


class Node:
    def __init__(self):
        self.children = []

    @reprlib.recursive_repr()
    def __repr__(self):
        return f"Node({self.children!r})"


node = Node()
node.children.append(node)
print(node, Node.__repr__.__name__)
