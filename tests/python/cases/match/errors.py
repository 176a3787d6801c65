class Two:
    __match_args__ = ("a", "b")
    a, b = 1, 2
class Bad:
    __match_args__ = ["a"]
class Bad2:
    __match_args__ = (1,)
class NoArgs: pass

def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

def too_many():
    match Two():
        case Two(1, 2, 3): return "yes"
def no_args():
    match NoArgs():
        case NoArgs(1): return "yes"
def not_tuple():
    match Bad():
        case Bad(1): return "yes"
def not_str():
    match Bad2():
        case Bad2(1): return "yes"
def repeated():
    match Two():
        case Two(1, a=1): return "yes"
def int_two():
    match 5:
        case int(1, 2): return "yes"
not_class = 5
def no_class():
    match 5:
        case not_class(): return "yes"
def missing():
    match Two():
        case Two(a=1, c=2): return "yes"
    return "fell through"
for f in (too_many, no_args, not_tuple, not_str, repeated, int_two, no_class, missing):
    attempt(f)
