f = None
print(f)
f()
