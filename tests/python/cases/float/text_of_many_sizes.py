values = [0.1, 1 / 3, 1e15, 1e16, 123456789012345680.0, 1e-4, 1e-5, 0.00012345, 5e-324,
          1.7976931348623157e308, 2.0**70, 1e21, -0.0, 100.0, 1e100, 3.0e-10]
for value in values:
    print(value, str(-value), f"{value:.3f}"[:40], f"{value:.3e}", f"{value:g}", f"{value:.10g}")
for value in (1234567.891, 0.000123456, 12.0, -5.5):
    print(f"{value:,.2f}|{value:+.1f}|{value:012.3f}|{value:>14}|{value:%}|{value:.0%}|{value:n}")
print(f"{1e20:,}", f"{0.5:.0f}", f"{1.5:.0f}", f"{2.5:.0f}", f"{1e-7:_}", f"{12345.6:_.1f}")
print(f"{float('inf'):>8}", f"{float('-inf'):f}", f"{float('nan'):08.2f}", f"{float('inf'):,}")
print("%5.1f|%-8.3e|%g|%+d|%05d|%x|%#o|%r" % (3.14159, 31415.9, 1e10, 3.99, 42, 255, 8, 0.1))
print(float("1_0.5"), float(" -1e3 "), float("Infinity"), float(".5"), float("5."), float("1E-3"))
