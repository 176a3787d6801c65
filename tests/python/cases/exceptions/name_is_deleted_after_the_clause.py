try:
    1 / 0
except ZeroDivisionError as error:
    saved = error
    print(error)
try:
    print(error)
except NameError as e:
    print(e)
print(saved, type(saved).__name__)

def f():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as problem:
        return str(problem)

print(f())
