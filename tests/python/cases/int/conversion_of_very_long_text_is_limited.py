try:
    int("1" * 4301)
except ValueError as error:
    print(error)
print(len(str(int("9" * 4300))))
try:
    str(10 ** 4300)
except ValueError as error:
    print(error)
print(len(hex(10 ** 4300)))
