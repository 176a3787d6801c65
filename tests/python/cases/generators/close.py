def g(log):
    try:
        yield 1
    except GeneratorExit:
        log.append("exit")
    finally:
        log.append("finally")

log = []
it = g(log)
next(it)
print(it.close(), it.close(), log, next(it, "over"))

def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield "ignored"
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)

def changes():
    try:
        yield
    finally:
        raise KeyError("from finally")
c = changes()
next(c)
try:
    c.close()
except KeyError as error:
    print(error)
unstarted = g(log)
unstarted.close()
print(list(unstarted), len(log))
