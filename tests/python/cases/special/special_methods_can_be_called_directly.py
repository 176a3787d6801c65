print((5).__add__(3), "ab".__len__(), [1, 2].__contains__(2), (1.5).__mul__(2), "a".__eq__("a"))
print((5).__add__("x"), (5).__lt__(2.5), "a".__lt__("b"), [1].__eq__((1,)), {1: 2}.__getitem__(1))
print((7).__floordiv__(2), (7).__rsub__(10), (5).__neg__(), (-3).__abs__(), (3).__bool__())
print("x".__repr__(), (1).__str__(), [1, 2].__repr__(), "abc".__getitem__(1), (2).__pow__(5))
print([3, 4].__len__(), {1, 2}.__len__(), "ab".__add__("c"), "ab".__mul__(2), (1, 2).__hash__() ==
      hash((1, 2)))
d = {}
d.__setitem__("k", 1)
d.__delitem__("k")
print(d, d.__len__(), [1, 2].__iter__().__next__(), int.__add__(1, 2), str.__len__("four"))
print(list.__len__([1]), int.__lt__(1, 2), str.__contains__("abc", "b"), (5).__divmod__(3))
class A: pass
a = A()
print(a.__eq__(a), a.__eq__(1), a.__ne__(a), a.__class__ is A, a.__hash__() == hash(a))
