t = (10, 20, 30, 40)
print(t[0], t[-1], t[1:3], t[::-1], t[:0], t[::2], t[5:], t[-2:])
for index in (4, -5):
    try:
        t[index]
    except IndexError as error:
        print(error)
try:
    t["a"]
except TypeError as error:
    print(error)
