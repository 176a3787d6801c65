for n in range(-1, 3):
    print("neg" if n < 0 else "zero" if n == 0 else "pos", (1 if n else 2) + 10, [n if n else "z"],
        -n if n > 0 else n)
f = (lambda: "a") if True else (lambda: "b")
print(f(), (1, 2) if [] else (3, 4), "yes" if "x" in "xyz" and not 0 else "no", 1 if 1 else 1 / 0)
print([("even" if i % 2 == 0 else "odd") for i in range(3)], {("k" if 1 else "j"): (0 if 1 else 1)})
