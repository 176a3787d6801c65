d = {}
for key in ([1], {}, set(), (1, [2]), ([],)):
    try:
        d[key] = 1
    except TypeError as error:
        print(error)
    try:
        key in d
    except TypeError as error:
        print(error)
    try:
        d.get(key)
    except TypeError as error:
        print(error)
try:
    {[]: 1}
except TypeError as error:
    print(error)
print(d)
