print(sorted({x % 3 for x in range(10)}), len({c for c in "hello"}), {0 for _ in range(5)},
    sorted({(x, y) for x in range(2) for y in range(2) if x <= y}))
