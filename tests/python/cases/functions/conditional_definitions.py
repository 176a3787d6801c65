flag = True
if flag:
    def f():
        return "first"
else:
    def f():
        return "second"
print(f())

def f():
    return "redefined"

print(f())
for i in range(3):
    def f(i=i):
        return i * i
print(f())
try:
    def g():
        return "in try"
finally:
    print(g())
