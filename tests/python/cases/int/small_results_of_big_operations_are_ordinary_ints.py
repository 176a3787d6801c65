big = 2 ** 100
print(big - big, big // big, big % big, big - (big - 1))
small = big - (big - 7)
print([10, 20, 30, 40, 50, 60, 70, 80][small])
print(small + 1, small == 7, small is not None)
d = {7: "seven", 2 ** 70: "big"}
print(d[small], d[2 ** 69 * 2])
for i in range(big - (big - 3)):
    print(i)
