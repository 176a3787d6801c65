log = []

def note(value):
    log.append(value)
    return value

def f(a=note(1), b=note(2), *, c=note(3)):
    return a, b, c

print(log, f(), log)
