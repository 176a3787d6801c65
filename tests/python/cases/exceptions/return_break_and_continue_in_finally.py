def returns(n):
    try:
        if n == 0: return "try"
        if n == 1: raise ValueError("lost")
        return 1 // (n - 2)
    except ZeroDivisionError:
        return "except"
    finally:
        if n != 0:
            return "finally"
print([returns(n) for n in range(4)])

def loop():
    out = []
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: raise KeyError(i)
            out.append(i)
        finally:
            out.append(f"f{i}")
            if i == 3: break
    return out
print(loop())

def nested():
    for i in range(3):
        try:
            try:
                return i
            finally:
                print("inner", i)
                if i < 2:
                    continue
        finally:
            print("outer", i)
print(nested())

def value():
    x = 1
    try:
        return x
    finally:
        x = 2
print(value())
def overridden():
    while True:
        try:
            return "a"
        finally:
            break
    return "b"
print(overridden())
