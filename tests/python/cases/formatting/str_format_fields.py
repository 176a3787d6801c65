print("{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{x} {y}".format(x=1, y="z"),
    "{} {k}".format(1, k=2))
print("{0[0]} {0[1]} {d[key]} {d[1]}".format(["p", "q"], d={"key": "v", 1: "one"}))
print("{:>5}|{:<5}|{:^5}|{:05d}|{:.2f}".format("a", "b", "c", 42, 3.14159))
print("{0:{1}}|{0:>{w}}".format("x", 4, w=6), "{:{}.{}f}".format(3.14159, 8, 2))
print("{{}} {{{}}}".format(5), "{!r}".format("a"), "{0!r:>5}".format("a"), "{:,}".format(1234567))
print("{0.real} {0.imag}".format(5), "{a[b]}".format(a={"b": [1, 2]}), "no fields".format(1, 2))
