view = memoryview(b"abc")
try:
    view[0] = 1
except TypeError as error:
    print(error)
try:
    del view[0]
except TypeError as error:
    print(error)
