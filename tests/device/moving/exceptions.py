class Retry(Exception):
    def __init__(self, left):
        super().__init__(f"{left} left")
        self.left = left


class Guard:
    def __enter__(self):
        print("in")
        return self

    def __exit__(self, kind, value, traceback):
        print("out", kind.__name__ if kind else None, value)
        return kind is ZeroDivisionError


def attempt(n):
    try:
        if n % 3 == 2:
            raise Retry(n)
        with Guard():
            return 10 // (n % 3)
    except Retry as error:
        return attempt(error.left - 1)
    finally:
        print("finally", n)


print([attempt(n) for n in range(6)])
try:
    try:
        [][3]
    except IndexError as error:
        raise KeyError("lost") from error
except KeyError as error:
    print(repr(error), repr(error.__cause__))
raise Retry(0)
