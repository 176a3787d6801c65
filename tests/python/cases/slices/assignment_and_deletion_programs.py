numbers = list(range(10))
numbers[2:5] = "ab"
print(numbers)
numbers[::3] = [0, 0, 0]
print(numbers)
numbers[4:4] = [9, 9]
numbers[-1:] = []
numbers[:0] = (x for x in "zz")
print(numbers, len(numbers))
del numbers[::2]
print(numbers)
del numbers[10:], numbers[:1]
print(numbers)
numbers[::-1] = range(len(numbers))
print(numbers)
numbers[5:2] = ["between"]
numbers[100:] = ["end"]
print(numbers)
for action in ("numbers[::2] = [1]", "numbers[1:2] = 5", "numbers[::0] = []", "numbers['a':] = []"):
    print(action)
def check(change):
    try:
        change()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
def extended(): numbers[::2] = [1]
def scalar(): numbers[1:2] = 5
def zero(): numbers[::0] = []
def text(): numbers["a":] = []
def deleted(): del numbers[1:"b"]
for change in (extended, scalar, zero, text, deleted):
    check(change)
