class P:
    x, y = 1, [5, {"k": "v"}]
print("{} {} {}".format(1, 2, 3), "{2}{0}{1}{0}".format("a", "b", "c"),
      "{a}{b}{a}".format(a=1, b=2))
print("{0.x} {0.y[0]} {0.y[1][k]} {p.x}".format(P, p=P),
      "{[1]} {[key]}".format([1, 2], {"key": 3}))
print("{:>{}}|{:{w}.{p}f}".format("r", 5, 2.0, w=8, p=3), "{!r:>6} {!s}".format("a", "b"),
      "{{}}{}".format(1))
print("{:d} {:,} {:b} {:c} {:.1%} {:n}".format(5, 10 ** 6, 5, 97, 0.256, 7),
      "{:<5}|{:^5}|{:>5}".format(*"abc"))
for text, args in [("{}", ()), ("{1}", (1,)), ("{a}", ()), ("{0}{}", (1, 2)), ("{", ()),
      ("}", ()), ("{0.z}", (P,)),
                   ("{0[9]}", ([1],)), ("{:d}", ("s",)), ("{!z}", (1,)), ("{0[k]}",
                         ({},)), ("{:.2d}", (1,))]:
    try:
        print(text.format(*args))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        print(text, type(error).__name__, error)
