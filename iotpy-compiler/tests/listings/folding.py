def f(a):
    x = 60 * 60, "a" + "b", -7 // 2, 1 / 4, not None, 2 < 3
    if __name__ == "__main__":
        a = 1
    else:
        open("unreached")
    if 0:
        a = 2
    elif a:
        a = 3
    while 0:
        a = 4
    return 1 if True else a


f(1)
