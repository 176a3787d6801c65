a = list(range(8))
a[::2] = "abcd"
print(a)
a[::-1] = list(range(8))
print(a)
a[1:7:3] = ["x", "y"]
print(a)
a[6:0:-2] = [60, 40, 20]
print(a)
for size in (1, 3):
    try:
        a[::4] = [0] * size
    except ValueError as error:
        print(error)
print(a)
