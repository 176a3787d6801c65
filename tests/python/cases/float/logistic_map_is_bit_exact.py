for r in (2.8, 3.2, 3.5, 3.9, 4.0):
    x = 0.3
    for _ in range(200):
        x = r * x * (1.0 - x)
    print(r, x)
