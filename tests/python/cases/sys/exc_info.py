import sys


def show():
    kind, error, traceback = sys.exc_info()
    print(kind, repr(error), traceback is None)


show()
try:
    {}["k"]
except KeyError as caught:
    show()
    print(sys.exc_info()[1] is caught)
    try:
        int("x")
    except ValueError:
        show()
    show()
show()


def inner():
    show()


try:
    1 // 0
except ZeroDivisionError:
    inner()
try:
    pass
finally:
    show()
