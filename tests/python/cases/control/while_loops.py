n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n)
print("after", n)
while False:
    print("never")
items = [1, 2, 3]
while items:
    print(items.pop())
i = 10
while i > 0: i -= 3
print(i)
while True:
    i += 1
    if i > 3:
        break
print(i)
