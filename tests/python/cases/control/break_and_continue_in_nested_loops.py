for i in range(4):
    for j in range(4):
        if j == i:
            break
        if (i + j) % 2:
            continue
        print(i, j)
    else:
        print("inner done", i)
    if i == 2:
        continue
    print("row", i)
out = []
for i in range(3):
    while True:
        out.append(i)
        if len(out) % 3 == 0:
            break
    if i == 1:
        break
print(out)
