print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 > 1, 1 == 1.0 == True, 1 < 2 > 0, 1 != 2 != 1,
    5 in [5] == True)

def note(value):
    print(value, end=" ")
    return value

print(note(1) < note(3) < note(2) < note(9))
print(note(5) < note(3) < note(100))
x = 5
print(0 <= x < 10, 0 <= x <= 4, not 0 < x < 3, x is x is not None, 1 < x in [5, 6])
print("a" < "b" < "c", (1 < 2) < 3, 1 < (2 < 3), [1] < [2] < [3])
