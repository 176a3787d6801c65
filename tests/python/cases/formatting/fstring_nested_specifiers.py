width, precision, fill = 12, 3, "*"
value = 3.14159265
print(f"[{value:{width}.{precision}f}] [{value:>{width}}]")
print(f"[{value:{fill}^{width}.{precision}}] [{'x':{fill}<{width}}]")
print(f"[{value:{'>'}{10}}] [{value:{width}}] [{42:{'0'}{5}d}] [{'%'!r:>{width - 4}}]")
for w in range(1, 8):
    print(f"|{w:>{w}}|{'a' * w:^{9}}|")
