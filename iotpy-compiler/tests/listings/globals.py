count = 0
max = max(1, 2)


def f():
    global count
    count += 1
    print(count, undefined)
    del count


for i in [1]:
    f()
