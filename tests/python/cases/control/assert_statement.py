assert True
assert 1 == 1, "never shown"
for call in (lambda: check(0), lambda: check(5), lambda: check(None)):
    def check(value):
        assert value, f"value was {value!r}"
        print("fine", value)
    try:
        call()
    except AssertionError as error:
        print("AssertionError", error, error.args)
try:
    assert []
except AssertionError as error:
    print(repr(error), repr(str(error)), error.args)
try:
    assert False, (1, 2)
except AssertionError as error:
    print(error, error.args)
