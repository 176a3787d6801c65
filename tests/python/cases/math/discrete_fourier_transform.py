import math

def dft(samples):
    n = len(samples)
    out = []
    for k in range(n):
        re = im = 0.0
        for t, s in enumerate(samples):
            angle = -2 * math.pi * k * t / n
            re += s * math.cos(angle)
            im += s * math.sin(angle)
        out.append((re, im))
    return out

for re, im in dft([0.0, 1.0, 0.5, -0.25, -1.0, 0.75, 0.1, -0.9]):
    print(re, im, math.hypot(re, im))
