for bits in (30, 31, 32, 46, 47, 48, 52, 53, 54, 61, 62, 63, 64, 65, 127, 128):
    edge = 1
    for _ in range(bits):
        edge = edge + edge
    print(bits, edge - 1, edge, edge + 1)
    print(-edge - 1, -edge, -edge + 1)
    print((edge - 1) + 1 == edge, (edge + 1) - edge)
