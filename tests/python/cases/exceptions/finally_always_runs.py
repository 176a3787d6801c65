def f():
    try:
        return "from try"
    finally:
        print("finally in f")

print(f())

def g():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    return i

print(g())

def h():
    try:
        raise ValueError("lost")
    finally:
        print("finally in h")

try:
    h()
except ValueError as error:
    print(error)

def nested():
    try:
        try:
            return 1
        finally:
            print("inner")
    finally:
        print("outer")

print(nested())
