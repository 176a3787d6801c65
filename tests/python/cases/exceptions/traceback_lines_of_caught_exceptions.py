def lines(error):
    found, entry = [], error.__traceback__
    while entry is not None:
        found.append(entry.tb_lineno)
        entry = entry.tb_next
    return found

def a(n):
    if n == 0:
        raise ValueError("deep")
    return a(n - 1)

try:
    a(3)
except ValueError as error:
    print(lines(error))
try:
    x = [1, 2,
         3 / 0,
         4]
except ZeroDivisionError as error:
    print(lines(error))
try:
    print(
        "a",
        undefined_name,
    )
except NameError as error:
    print(lines(error), error.name)
try:
    (None
        .missing
        .other)
except AttributeError as error:
    print(lines(error), error.name, error.obj)
print(ValueError().__traceback__)
