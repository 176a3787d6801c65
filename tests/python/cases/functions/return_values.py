def nothing():
    pass

def bare():
    return

def early(n):
    if n > 5:
        return "big"
    for i in range(n):
        if i == 3:
            return i
    return None

def several():
    return 1, "two", [3]

print(nothing(), bare(), early(10), early(5), early(2), several())

def nested():
    while True:
        for x in [1, 2]:
            if x == 2:
                return x

print(nested())
