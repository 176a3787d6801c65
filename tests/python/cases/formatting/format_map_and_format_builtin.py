print("{a} {b:>3}".format_map({"a": 1, "b": 2}))
print(format(3.14159, ".2f"), format(42, "08b"), format("x", "^5"), format(255, "#x"),
    format(1234567.891, ",.1f"), format(5))
try:
    "{missing}".format_map({})
except KeyError as error:
    print(repr(error), error)
