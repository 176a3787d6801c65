def coroutine(function):
    def start(*args):
        g = function(*args)
        next(g)
        return g
    return start

@coroutine
def collect(out):
    while True:
        out.append((yield))

@coroutine
def grep(word, target):
    while True:
        line = yield
        if word in line:
            target.send(line)

@coroutine
def split(*targets):
    while True:
        item = yield
        for target in targets:
            target.send(item)

errors, everything = [], []
pipe = split(grep("ERROR", collect(errors)), collect(everything))
for line in ["INFO a", "ERROR b", "WARN c", "ERROR d"]:
    pipe.send(line)
pipe.close()
print(errors, len(everything))
try:
    pipe.send("late")
except StopIteration:
    print("closed")
