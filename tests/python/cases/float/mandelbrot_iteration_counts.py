def iterations(cr, ci, limit):
    zr = zi = 0.0
    for n in range(limit):
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        if zr * zr + zi * zi > 4.0:
            return n
    return limit

for row in range(12):
    print(" ".join(str(iterations(-2.0 + 3.0 * col / 23, -1.2 + 2.4 * row / 11, 50)) for col
        in range(24)))
