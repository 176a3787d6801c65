s = "0123456789"
print(s[2:5], s[:3], s[7:], s[:], s[-3:], s[:-3], s[-5:-2], s[5:2], s[100:], s[:100], s[-100:3])
print(s[::2], s[1::2], s[::-1], s[8:2:-2], s[::-3], s[2:8:3], s[-1:-4:-1], s[:5:-1], s[5::-1])
print(repr(s[5:5]), repr(s[3:1:1]), s[None:None:None], s[0:10 ** 20])
t = "aé日\U0001F600z"
print(t[1:4], t[::-1], t[::2], t[-2:], t[3], t[:3])
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s["a":]
except TypeError as error:
    print(error)
