class M:
    def __init__(self, log): self.log = log
    def __enter__(self): self.log.append("enter"); return self
    def __exit__(self, *info): self.log.append(("exit", info[0])); return True

def returns(log):
    with M(log):
        return "returned"
    return "not reached"

def loops(log):
    for i in range(4):
        with M(log):
            if i == 1: continue
            if i == 2: break
            log.append(i)
    return "done"

def raises(log):
    with M(log):
        raise ValueError
    return "swallowed"

def generator(log):
    with M(log):
        yield 1
        yield 2

for f in (returns, loops, raises):
    log = []
    print(f(log), log)
log = []
print(list(generator(log)), log)
log = []
g = generator(log)
next(g)
g.close()
print(log)
