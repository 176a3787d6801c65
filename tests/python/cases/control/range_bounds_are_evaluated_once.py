n = 3
for i in range(n):
    n = 10
    print(i, n)

def bound():
    print("bound called")
    return 2

for i in range(bound()):
    print(i)
for i in range(3):
    i += 10
    print(i)
for i in range(10, 0, -3):
    print(i, end=" ")
print()
for i in range(2 ** 31 - 2, 2 ** 31 + 2):
    print(i, end=" ")
print()
for i in range(2 ** 63 - 1, 2 ** 63 + 2):
    print(i, end=" ")
print()
for i in range(-5, 6, 5):
    print(i, end=",")
print()
