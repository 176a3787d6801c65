def f(n):
    for i in range(n):
        for j in range(i, n, 2):
            print(i, j)
        for i in range(3):
            print(i)
    for k in range(*n):
        print(k)
    for i in [1]:
        print(i)
    a = [i for i in range(n)]
    return a


for i in range(3):
    f(i)
