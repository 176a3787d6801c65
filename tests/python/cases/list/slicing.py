a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[-3:], a[:-8], a[5:2], a[20:], a[-20:2])
print(a[::2], a[1::3], a[::-1], a[8:2:-2], a[::-4], a[-1:-5:-1], a[None:None:-1])
b = a[:]
b.append(99)
print(a == b[:-1], a is a[:], len(a), len(b))
try:
    a[::0]
except ValueError as error:
    print(error)
try:
    a["1":]
except TypeError as error:
    print(error)
