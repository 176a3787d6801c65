def check(value, message=None):
    assert value, message

for args in [(1,), (0,), ([], "empty"), ("", ("a", 1)), (None, 42)]:
    try:
        check(*args)
        print("passed")
    except AssertionError as error:
        print(repr(error), repr(str(error)))
try:
    assert 1 == 2
except AssertionError as error:
    print(repr(error))
def message():
    print("evaluated")
    return "m"
assert True, message()
try:
    assert False, message()
except AssertionError as error:
    print(error)
