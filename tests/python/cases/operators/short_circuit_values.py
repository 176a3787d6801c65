print(0 or "" or [] or None, 1 and 2 and 3, 1 and 0 and 3, "" or "x" and "y", None and 1,
      [] or {} or ())
print(not [], not "a", not None, not not 5, 0 if [] else 1, (1, 0)[False], bool("False"),
      1 and not 0)
x = None
y = x or "default"
z = x and x.attribute
print(y, z, x is None or x > 5, x is not None and x > 5)
def f(n, d=None): return d or [] if n else d and 5
print(f(1), f(0), f(0, 1), f(1, [2]))
print([i or "zero" for i in range(3)], [i and 10 // i for i in range(3)], all([]), any([]))
r = [] or (lambda: "called")()
print(r, (0 or 0.0), (0.0 or 0), ("" and 1) == "", True or 1 / 0, False and 1 / 0)
