xs = [1, 2, 3, 4, 5, 6, 7]
ys = [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8]
n = len(xs)
sx = sy = sxx = sxy = 0.0
for x, y in zip(xs, ys):
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
intercept = (sy - slope * sx) / n
print(slope, intercept, f"y = {slope:.3f}x {intercept:+.3f}")
w, b = 0.0, 0.0
for step in range(500):
    gw = gb = 0.0
    for x, y in zip(xs, ys):
        error = w * x + b - y
        gw += 2 * error * x / n
        gb += 2 * error / n
    w -= 0.01 * gw
    b -= 0.01 * gb
print(w, b)
