for shift in (0, 1, 29, 30, 31, 32, 33, 47, 52, 53, 62, 63, 64, 65, 100, 200):
    print(shift, 1 << shift, -1 << shift, 5 << shift)
print(0 << 1000, (1 << 64) << 64)
try:
    1 << -1
except ValueError as error:
    print(error)
