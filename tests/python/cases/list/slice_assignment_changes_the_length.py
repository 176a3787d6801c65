a = [0, 1, 2, 3, 4]
a[1:3] = ["a", "b", "c"]
print(a)
a[1:4] = []
print(a)
a[1:1] = [7, 8, 9]
print(a)
a[:0] = "xy"
print(a)
a[len(a):] = (1, 2)
print(a)
a[:] = range(3)
print(a)
a[1:] = a
print(a)
a[5:2] = ["between"]
print(a)
a[100:] = ["end"]
print(a)
try:
    a[0:1] = 5
except TypeError as error:
    print(error)
