def f(a, b):
    x = f"{a}"
    x = f"a{a!r}b{b!s:>10}{a:{b}.2f}"
    x = f"{a=} {b = !s} {a=:x}" "tail"
    x = f"" f"{{}}"
    return x


f(1, 2)
