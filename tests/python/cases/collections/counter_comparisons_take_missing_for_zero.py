from collections import Counter

print(Counter(a=1, b=0) == Counter(a=1), Counter(a=1) == {"a": 1}, Counter(a=1) != Counter(a=2))
print(Counter("ab") <= Counter("aab"), Counter("ab") < Counter("ab"), Counter("ab") < Counter("abc"))
print(Counter("aab") >= Counter("ab"), Counter("aab") > Counter("aab"), Counter() <= Counter("a"))
print(Counter("ac") <= Counter("ab"), Counter("ac") >= Counter("ab"), Counter(a=-1) < Counter())
try:
    Counter("a") < {"a": 2}
except TypeError as e:
    print(e)
try:
    Counter.fromkeys("ab")
except NotImplementedError as e:
    print(e)
print(sorted("listen") == sorted("silent"), Counter("listen") == Counter("silent"))


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


show(Counter, 5)
show(Counter, [[1]])
show(isinstance, Counter(), dict)
