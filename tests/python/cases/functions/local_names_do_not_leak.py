def f():
    inside = 1
    for loop_variable in range(3):
        pass
    return loop_variable

print(f())
for name in ("inside", "loop_variable"):
    try:
        print(inside if name == "inside" else loop_variable)
    except NameError as error:
        print(error)
for i in range(3):
    body = i
print(i, body)
x = "global"

def g(x):
    x = x + "!"
    return x

print(g("argument"), x)
