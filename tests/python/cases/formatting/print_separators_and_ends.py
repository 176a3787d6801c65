print()
print(1, 2, 3, sep=", ")
print(1, 2, 3, sep="")
print("a", end="")
print("b", end="!\n")
print(*range(5), sep="-", end=".\n")
print("x", "y", sep="\n")
print("none", None, sep=None, end=None)
print(sep="x")
print("", "", sep="|")
try:
    print("a", sep=1)
except TypeError as error:
    print(error)
try:
    print("a", end=1)
except TypeError as error:
    print(error)
try:
    print("a", bad=1)
except TypeError as error:
    print(type(error).__name__)
