def outer():
    def show():
        return value
    results = []
    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)
    for value in range(3):
        results.append(show())
    value = "after"
    results.append(show())
    del value
    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)
    value = "again"
    return results, show
results, show = outer()
print(results, show())
def levels():
    n = 0
    def one():
        nonlocal n
        n += 1
        def two():
            nonlocal n
            n *= 10
            return n
        return two
    return one, lambda: n
one, read = levels()
two = one()
print(read(), two(), read(), one()(), two(), read())
def local():
    try:
        print(later)
    except UnboundLocalError as error:
        print(error)
    later = 1
local()
