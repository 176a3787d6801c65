count = 0

def read():
    return count

def write():
    global count
    count += 1
    return count

def shadow():
    count = 100
    return count

print(read(), write(), write(), shadow(), read(), count)

def create():
    global made_here, count
    made_here = "yes"
    count = -1

create()
print(made_here, count)

def remove():
    global made_here
    del made_here

remove()
try:
    made_here
except NameError as error:
    print(error)
