x = 1

def f():
    try:
        print(x)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    x = 2
    return x

print(f(), x)

def g(flag):
    if flag:
        value = 1
    return value

print(g(True))
try:
    g(False)
except UnboundLocalError as error:
    print(error)

def h():
    del missing
    missing = 1

try:
    h()
except UnboundLocalError as error:
    print(error)

def k():
    y = 1
    del y
    return y

try:
    k()
except NameError as error:
    print(error)

def augmented():
    x += 1

try:
    augmented()
except UnboundLocalError as error:
    print(error)
