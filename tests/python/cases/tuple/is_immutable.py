t = (1, [2])
for f in (lambda: t.append(1), lambda: t.sort()):
    try:
        f()
    except AttributeError as error:
        print(error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
t[1].append(3)
print(t)
try:
    t[1] += [4]
except TypeError as error:
    print(error)
print(t)
u = t
t += (5,)
print(t, u)
