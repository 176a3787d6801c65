def sign(n):
    if n > 0:
        return "positive"
    elif n < 0:
        return "negative"
    elif n != n:
        return "nan"
    else:
        return "zero"

print([sign(n) for n in (5, -5, 0, 0.0, float("nan"), 1e-300, -10 ** 30)])
x = 7
if x > 5:
    if x > 6:
        print("more than six")
    else:
        print("six")
elif x:
    print("never")
if not x: print("never")
else: print("one line")
if x == 7: a = 1; b = 2; print(a, b)
