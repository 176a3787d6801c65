counter = 0
def outer():
    counter = 100
    def add_global():
        global counter
        counter += 1
    def add_outer():
        nonlocal counter
        counter += 10
        def deeper():
            nonlocal counter
            counter += 1000
        deeper()
    def local():
        counter = "local"
        return counter
    add_global(); add_outer(); add_global()
    return counter, local()
print(outer(), counter)

def makes_global():
    global made
    made = "by function"
makes_global()
print(made)
def deletes():
    global made
    del made
deletes()
try:
    made
except NameError as error:
    print(error)
def unbound_free():
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        print(error)
    value = 1
    return inner()
print(unbound_free())
def del_free():
    value = 1
    def inner(): return value
    del value
    try:
        inner()
    except NameError as error:
        return str(error)
print(del_free())
