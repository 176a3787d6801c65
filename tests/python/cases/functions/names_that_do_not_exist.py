def f():
    return undefined_name

for call in (f, lambda: another_missing(1), lambda: [x_missing for _ in range(1)]):
    try:
        call()
    except NameError as error:
        print(type(error).__name__, error)
try:
    del not_there
except NameError as error:
    print(error)
try:
    not_there += 1
except NameError as error:
    print(error)
try:
    print(later)
except NameError as error:
    print(error)
later = 1
print(later)
