width, precision, value = 12, 3, 3.14159265
print(f"{value:{width}.{precision}f}|{value:<{width}}|{value!r:>{width}}|{'é'!a:^{width}}|")
print("{:{}.{}f}|{:{fill}^{w}}".format(value, 8, 2, "mid", fill="~", w=9))
print("{0[1]} {1.real} {1.__class__.__name__} {d[key]} {d[0]}".format("abc", 5, d={"key": 1, 0: 3}))
print("{{}} {{{}}} {!r} {!s:>4}".format(1, "q", 2), f"{{}} {{{1}}}", f"{'a' 'b'}", f"{ 1 + 1 = }", f"{value = :.2f}")
items = [("apple", 3, 1.25), ("fig", 12, 0.5)]
for name, count, price in items:
    print(f"{name:.<10}{count:>4}{price:>8.2f}{count * price:>9,.2f}")
for form, arguments in (("{}", ()), ("{1}", (0,)), ("{a}", ()), ("{0} {}", (1, 2)), ("{", ()), ("}", ()), ("{!x}", (1,)),
                        ("{0.x}", (1,)), ("{0[x]}", ([],)), ("{:d}", ("a",)), ("{0[", (1,)), ("{!r", (1,))):
    try:
        print(form.format(*arguments))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        print(form, type(error).__name__, error)
