for error in (SystemExit, SystemExit(2), KeyboardInterrupt("k"), GeneratorExit()):
    try:
        try:
            raise error
        except Exception:
            print("not reached")
    except BaseException as caught:
        print(type(caught).__name__, repr(caught), isinstance(caught, Exception))
import sys
try:
    sys.exit("message")
except SystemExit as error:
    print(error.code)
def with_finally():
    try:
        sys.exit(1)
    finally:
        print("cleanup")
try:
    with_finally()
except SystemExit as error:
    print("exit", error.code)
