import sys


def leave(*status):
    try:
        sys.exit(*status)
    except SystemExit as error:
        print(repr(error), error.code, error.args)


leave()
leave(None)
leave(3)
leave("message")
leave((1, 2))
leave([1])
leave(True)
try:
    sys.exit(1, 2)
except TypeError as error:
    print("TypeError")
try:
    try:
        sys.exit(5)
    except Exception:
        print("never")
    finally:
        print("finally")
except BaseException as error:
    print(type(error).__name__, isinstance(error, Exception))
print("the end", end="\n")
