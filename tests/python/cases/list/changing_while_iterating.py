a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2:
        a.remove(x)
print(a)
b = [1, 2, 3]
for x in b:
    if len(b) < 8:
        b.append(x * 10)
print(b)
c = [1, 2, 3, 4]
for x in c:
    print(x, c.pop())
