a = [1]
for f in (lambda: a.push(1), lambda: a.length, lambda: a.Append(1)):
    try:
        f()
    except AttributeError as error:
        print(error)
try:
    a.name = 1
except AttributeError as error:
    print(error)
try:
    a()
except TypeError as error:
    print(error)
try:
    hash(a)
except TypeError as error:
    print(error)
