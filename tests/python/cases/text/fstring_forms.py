name, n, f, items = "Ann", 42, 3.14159, [1, 2]
print(f"{name}{name!r}{name!s:>6}{name!a}",
      f"{n:05d}|{n:<6}|{n:>6}|{n:^6}|{n:+d}|{n:x}|{n:#b}|{n:e}")
print(f"{f:.2f}|{f:10.3f}|{f:<10.1f}|{f:+.0f}|{f:%}|{f:g}|{f!r:>10}",
      f"{1e10:g} {1234567.891:,.1f} {0.00001:g}")
print(f"{items}{items[0]}{items[-1]:03}", f"{ {'a': 1}['a'] }", f"{{literal}} {{{n}}}",
      f"{n=} {n = } {n=:>5} {name=!s}")
width, precision = 10, 2
print(f"{f:{width}.{precision}f}|{name:{'*'}^{width}}|{n:{'0'}{width}}|{'nested ' + f'{n}':>12}")
print(f"{n if n > 40 else 'small'} {(lambda x: x * 2)(n)} {[x for x in range(3)]} {n > 1 and 'yes'}", f'{"q"}')
print(f"a" "b" f"{n}" "c", f"""multi
{n}
line""", rf"\d{n}", f"{'a' 'b'}", f"{None} {True} {...}", f"{n!r:^{width}}")
for spec in ["d", "s", ".2", "x", "q", ",s", "5.1d"]:
    try:
        print(spec, format(n, spec), end="; ")
    except ValueError as error:
        print(spec, error, end="; ")
print()
