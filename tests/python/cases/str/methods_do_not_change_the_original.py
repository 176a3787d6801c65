s = "Hello"
s.upper()
s.replace("H", "J")
print(s)
try:
    s[0] = "J"
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
try:
    s.missing
except AttributeError as error:
    print(error)
try:
    s.append("x")
except AttributeError as error:
    print(error)
