for limit in (3, 10):
    for i in range(5):
        if i == limit:
            print("found", i)
            break
    else:
        print("not found", limit)
n = 5
while n:
    n -= 1
    if n == 10:
        break
else:
    print("while else")
while True:
    break
else:
    print("never")
for x in []:
    pass
else:
    print("empty else")
for x in [1, 2]:
    continue
else:
    print("continue else", x)

def first_factor(n):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return None
    return d

print([first_factor(n) for n in (7, 9, 15, 13, 2)])
