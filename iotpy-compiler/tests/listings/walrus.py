def f(a):
    while (n := a.read(10)) and n > 1:
        print(n)
    x = a + (a := 1) + a
    if any((last := y) for y in [1]):
        print(last)
    b = [z := y for y in [1]]
    return (z, b)


f(1)
