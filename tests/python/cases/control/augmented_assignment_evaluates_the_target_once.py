def index():
    print("index")
    return 1

a = [1, 2, 3]
a[index()] += 10
print(a)

def get():
    print("get")
    return a

get()[0] *= 5
print(a)
d = {"n": {"m": 1}}
d["n"]["m"] -= 4
s = "ab"
s += "c" * 2
t = (1,)
t += (2,)
l = m = [1]
l += [2]
print(d, s, t, l, m)
n = 2
n **= 3; n //= 3; n <<= 4; n |= 1; n ^= 3; n &= 0xFE; n %= 7; n >>= 1; n /= 2; n -= .5
print(n)
