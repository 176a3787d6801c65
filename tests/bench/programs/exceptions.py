"""Errors that are raised, caught, passed on and cleaned up after."""

SIZE = 50_000
SMALL = 24


class Refused(Exception):
    def __init__(self, code):
        super().__init__("refused with %d" % code)
        self.code = code


class Guard:
    def __init__(self):
        self.entered = 0
        self.left_by_error = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.left_by_error += 1
        return kind is KeyError


def check(number):
    if number % 5 == 0:
        raise Refused(number % 7)
    if number % 5 == 1:
        return {}["missing"]
    if number % 5 == 2:
        return [1, 2, 3][number]
    if number % 5 == 3:
        return int("x%d" % number)
    return number


def guarded(number, guard):
    try:
        with guard:
            return check(number)
    except ValueError:
        return 3
    finally:
        guard.entered += 1
    return 4


def run(size):
    guard = Guard()
    total = 0
    refused = 0
    for number in range(3, size + 3):
        try:
            total += guarded(number, guard) % 101
        except Refused as error:
            refused += error.code
        except LookupError as error:
            refused += len(error.args)
        else:
            total += 1
    return "%d %d %d %d" % (total, refused, guard.entered, guard.left_by_error)


if __name__ == "__main__":
    print(run(SIZE))
