pass; pass
x = 1; y = 2; print(x, y)
total = x + \
    y
print(total)
items = [
    1,  # one

    2,
]
text = ("a"
        "b")
print(items, text)
if x: pass

def f(): return 5

print(f())
if True:
        print("deep indent")
while x: x = 0
print(x)
