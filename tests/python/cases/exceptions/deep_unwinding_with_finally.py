log = []

def level(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        level(n - 1)
    finally:
        log.append(n)

try:
    level(10)
except ValueError as error:
    print(error, log)

def convert(n):
    try:
        if n == 0:
            raise ValueError("v0")
        convert(n - 1)
    except ValueError as error:
        raise ValueError(f"{error}>{n}")

try:
    convert(5)
except ValueError as error:
    print(error)
