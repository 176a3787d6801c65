def length():
    len = lambda x: "local len"
    return len([1])

print(length(), len([1]))
sum = lambda items: "global sum"
print(sum([1]))
del sum
print(sum([1, 2]))

def f(list, str=str):
    return list, str(5) + "!"

print(f(3))
max = 10
print(max)
del max
print(max(1, 2))
