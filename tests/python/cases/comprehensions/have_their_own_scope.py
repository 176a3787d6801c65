x = "outer"
print([x for x in range(3)], x)
print({x: x for x in range(2)}, sorted({x for x in "ba"}), list(x for x in [9]), x)

def f():
    y = "local"
    result = [y for y in range(3)]
    return result, y

print(f())
try:
    [hidden for hidden in range(3)]
    print(hidden)
except NameError as error:
    print(error)
n = 10
print([n * i for i in range(3)], [i for i in range(n) if i > n - 3])
