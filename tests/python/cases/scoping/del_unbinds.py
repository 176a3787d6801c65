x = 1
del x
try:
    x
except NameError as error:
    print(error)
try:
    del x
except NameError as error:
    print(error)
def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as error:
        return str(error)
print(f())
def g():
    try:
        del z
    except UnboundLocalError as error:
        print(error)
    z = 1
g()
a = b = [1, 2, 3]
del a
print(b)
c, d, (e, f2) = 1, 2, (3, 4)
del c, (d, [e, f2])
try:
    e
except NameError as error:
    print(error)
items = [0, 1, 2, 3, 4]
del items[0], items[-1]
del items[:1]
print(items)
